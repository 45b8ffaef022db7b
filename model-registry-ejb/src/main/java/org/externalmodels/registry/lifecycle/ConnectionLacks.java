package org.externalmodels.registry.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.providers.EasyModels;

/**
 * What keeps a connection from serving its model: a role signs calls of Bedrock only, and some providers have no address that
 * is everybody's.
 */
final class ConnectionLacks {

    private ConnectionLacks() {}

    /**
     * One of them.
     *
     * @param field of the connection
     * @param message beside the field
     * @param ofModel the same behind the connection's name
     */
    record Lack(String field, String message, String ofModel) {}

    static List<Lack> of(Definition definition, AwsAccess access, Optional<String> baseUrl) {
        List<Lack> lacks = new ArrayList<>();
        boolean bedrock = definition.structure().wireName().startsWith("bedrock-");
        if (access.roleArn() != null && !bedrock) {
            lacks.add(new Lack(
                    "roleArn",
                    "is a role of AWS, which no other provider knows",
                    "has a role of AWS, which no other provider knows"));
        }
        if (baseUrl.isEmpty() && EasyModels.endpointIsTheConnections(definition)) {
            lacks.add(
                    bedrock
                            ? new Lack("region", "is required", "needs a region")
                            : new Lack(
                                    "baseUrl",
                                    "is required: the address of the resource",
                                    "needs the address of the resource as its baseUrl"));
        }
        return lacks;
    }
}
