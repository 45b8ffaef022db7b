package org.externalmodels.samples.letters;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** A process application on Flowable: letters are summarised and sorted by models, and read by people where need be. */
@ApplicationPath("/")
public class LettersApplication extends Application {}
