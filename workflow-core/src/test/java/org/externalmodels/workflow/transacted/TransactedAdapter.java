package org.externalmodels.workflow.transacted;

import jakarta.resource.ResourceException;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import org.externalmodels.connector.AdministeredModelDirectory;
import org.externalmodels.connector.InferenceActivationSpec;
import org.externalmodels.connector.InferenceResourceAdapter;
import org.externalmodels.connector.ModelManagedConnectionFactory;
import org.externalmodels.connector.SubmissionManagedConnectionFactory;
import org.externalmodels.inference.InferenceListener;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.inference.SubmissionFactory;
import org.externalmodels.inference.spi.ModelDirectory;

/**
 * The real adapter with its submissions in the transactions of a real transaction manager, and listeners that are called in
 * theirs. There is one in a process at a time. Shared by threads.
 */
public final class TransactedAdapter implements AutoCloseable {

    private final TransactionManager transactions;
    private final ContainerThreads threads = new ContainerThreads();
    private final InferenceResourceAdapter adapter = new InferenceResourceAdapter();
    private final AdministeredModelDirectory directory = new AdministeredModelDirectory();
    private final SubmissionFactory submissions;
    private final ModelConnectionFactory models;

    /** Starts it with its journal and its submissions in a folder; it may call the loopback interface. */
    public TransactedAdapter(Path folder, TransactionManager transactions) {
        this.transactions = transactions;
        adapter.setJournalDirectory(folder.toString());
        adapter.setEgressAllow("127.0.0.1");
        adapter.setMaxSubmissions(Integer.MAX_VALUE);
        try {
            adapter.start(threads);
            directory.setResourceAdapter(adapter);
            SubmissionManagedConnectionFactory factory = new SubmissionManagedConnectionFactory();
            factory.setResourceAdapter(adapter);
            submissions = (SubmissionFactory) factory.createConnectionFactory(new EnlistingConnections(transactions));
            ModelManagedConnectionFactory calls = new ModelManagedConnectionFactory();
            calls.setResourceAdapter(adapter);
            models = (ModelConnectionFactory) calls.createConnectionFactory();
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    public ModelDirectory directory() {
        return directory;
    }

    public ModelConnectionFactory models() {
        return models;
    }

    /** Its connections are of the transaction of their thread, which there must be. */
    public SubmissionFactory submissions() {
        return submissions;
    }

    /** Has results of a destination delivered from now on, as a message-driven bean gets them that sets nothing else. */
    public void listen(String destination, InferenceListener listener) {
        InferenceActivationSpec activation = new InferenceActivationSpec();
        activation.setDestinationName(destination);
        try {
            activation.setResourceAdapter(adapter);
            adapter.endpointActivation(new TransactedListener(transactions, listener), activation);
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        adapter.stop();
        threads.close();
    }
}
