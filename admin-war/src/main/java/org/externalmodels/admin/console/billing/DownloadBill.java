package org.externalmodels.admin.console.billing;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import org.externalmodels.admin.console.Attachment;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.admin.download.BillCsv;
import org.externalmodels.admin.download.Csv;
import org.externalmodels.registry.billing.Bill;
import org.externalmodels.registry.billing.BillExports;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.BillingQuery;

/** The bill of an address as a file. */
@WebServlet("/downloads/billing.csv")
public class DownloadBill extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Billing billing;

    @Inject
    private transient BillExports exports;

    @Inject
    private transient Wording wording;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BillQuery query = BillQuery.of(request.getParameterMap());
        Instant now = Instant.now();
        Supplier<BillingQuery> asked = () -> query.query(wording.zone(), now);
        Supplier<String> name = () -> BillCsv.fileName(asked.get(), wording.zone(), now);
        Attachment.send(response, name, Csv.MEDIA_TYPE, () -> {
            Bill bill = billing.bill(asked.get());
            exports.record(asked.get());
            return out -> out.write(BillCsv.of(query.groupBy(), bill).getBytes(StandardCharsets.UTF_8));
        });
    }
}
