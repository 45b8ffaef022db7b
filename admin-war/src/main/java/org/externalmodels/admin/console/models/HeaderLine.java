package org.externalmodels.admin.console.models;

import org.externalmodels.admin.console.SecretLine;
import org.externalmodels.registry.definition.Header;

/** A header as it is edited. */
public final class HeaderLine extends SecretLine {

    private static final long serialVersionUID = 1L;

    HeaderLine() {}

    HeaderLine(Header header) {
        super(header.name(), header.value(), header.secret(), header.secret());
    }

    Header header() {
        return Header.of(writtenName(), givenValue(), isSecret());
    }
}
