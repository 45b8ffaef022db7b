package org.externalmodels.samples.claims;

import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.langchain4j.ExternalChatModel;

/** Lets an AI service of LangChain4j do the work, on a model that is connected on this server. */
@Path("/assistant")
@ApplicationScoped
public class AssistedClaims {

    private static final String CONNECTION = "main";

    @Resource(name = "eis/ExternalModels")
    private ModelConnectionFactory models;

    private Adjuster adjuster;

    @PostConstruct
    void engage() {
        adjuster =
                AiServices.create(Adjuster.class, new ExternalChatModel(models, "claims-gpt", CONNECTION, List.of()));
    }

    @GET
    @Produces({"application/json", "text/html; qs=0.9"})
    public ClaimSummary summarise(@QueryParam("claim") @DefaultValue(Claim.EXAMPLE) String text) {
        Claim claim = new Claim(text);
        Result<String> answer = adjuster.summarise(claim.prompt());
        return new ClaimSummary(
                claim.text(),
                answer.content(),
                CONNECTION,
                orNull(answer.tokenUsage().inputTokenCount()),
                orNull(answer.tokenUsage().outputTokenCount()),
                answer.finalResponse().metadata().id());
    }

    private static Long orNull(Integer tokens) {
        return tokens == null ? null : tokens.longValue();
    }

    /** What LangChain4j makes of the model. */
    interface Adjuster {
        Result<String> summarise(String claim);
    }
}
