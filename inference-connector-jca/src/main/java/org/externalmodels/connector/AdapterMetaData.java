package org.externalmodels.connector;

import jakarta.resource.cci.ResourceAdapterMetaData;
import org.externalmodels.connector.cci.InferenceInteractionSpec;

/** What the adapter says of itself. */
final class AdapterMetaData implements ResourceAdapterMetaData {

    static final String NAME = "External Models";
    static final String VENDOR = "External Models";
    static final String VERSION = "0.1.0";
    static final String DESCRIPTION = "Calls external language models";

    @Override
    public String getAdapterVersion() {
        return VERSION;
    }

    @Override
    public String getAdapterVendorName() {
        return VENDOR;
    }

    @Override
    public String getAdapterName() {
        return NAME;
    }

    @Override
    public String getAdapterShortDescription() {
        return DESCRIPTION;
    }

    @Override
    public String getSpecVersion() {
        return "2.1";
    }

    @Override
    public String[] getInteractionSpecsSupported() {
        return new String[] {InferenceInteractionSpec.class.getName()};
    }

    @Override
    public boolean supportsExecuteWithInputAndOutputRecord() {
        return true;
    }

    @Override
    public boolean supportsExecuteWithInputRecordOnly() {
        return true;
    }

    @Override
    public boolean supportsLocalTransactionDemarcation() {
        return false;
    }
}
