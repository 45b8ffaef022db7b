package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.externalmodels.inference.Modality;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelBodyTest {

    @ParameterizedTest
    @EnumSource
    void tellsEveryModalityInTheOpenApiDocument(Modality modality) throws NoSuchMethodException {
        Schema schema = ModelBody.class.getMethod("modalities").getAnnotation(Schema.class);

        assertThat(schema.description()).contains(modality.wireName());
    }
}
