package org.externalmodels.workflow.flowable.server;

import java.util.function.Supplier;
import org.externalmodels.workflow.server.ServerTransactions;
import org.flowable.common.engine.impl.interceptor.AbstractCommandInterceptor;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandConfig;
import org.flowable.common.engine.impl.interceptor.CommandExecutor;

/** Runs each command in a transaction of the server's, as the command asks for it. */
final class ServerTransactionInterceptor extends AbstractCommandInterceptor {

    private final ServerTransactions transactions;

    ServerTransactionInterceptor(ServerTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> T execute(CommandConfig config, Command<T> command, CommandExecutor executor) {
        Supplier<T> work = () -> next.execute(config, command, executor);
        return switch (config.getTransactionPropagation()) {
            case REQUIRED -> transactions.join(work);
            case REQUIRES_NEW -> transactions.begin(work);
            case NOT_SUPPORTED -> work.get();
        };
    }
}
