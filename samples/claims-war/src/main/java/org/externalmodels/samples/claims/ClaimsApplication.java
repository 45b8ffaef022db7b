package org.externalmodels.samples.claims;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** An insurer's claims application: it has a claim summarised by a model that is connected on this server. */
@ApplicationPath("/")
public class ClaimsApplication extends Application {}
