package org.externalmodels.samples.triage;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** An insurer's process application: claims are read by a model, decided by people where need be, and answered. */
@ApplicationPath("/")
public class TriageApplication extends Application {}
