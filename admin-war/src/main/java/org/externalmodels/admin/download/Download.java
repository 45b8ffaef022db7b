package org.externalmodels.admin.download;

import java.io.IOException;
import java.io.OutputStream;

/** A file that is written while it is sent. */
@FunctionalInterface
public interface Download {

    void writeTo(OutputStream out) throws IOException;
}
