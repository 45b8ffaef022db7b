package org.externalmodels.admin.console.models;

import java.io.Serializable;
import org.externalmodels.registry.definition.TimeLimits;

/** Limits in time as they are typed, in milliseconds; empty for the usual one. */
public final class TimeLimitsForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private String connect;
    private String responseHeader;
    private String idle;
    private String total;

    TimeLimitsForm(TimeLimits limits) {
        connect = TypedNumbers.text(limits.connect());
        responseHeader = TypedNumbers.text(limits.responseHeader());
        idle = TypedNumbers.text(limits.idle());
        total = TypedNumbers.text(limits.total());
    }

    TimeLimits given(TypedNumbers numbers) {
        return new TimeLimits(
                numbers.read("timeouts.connect", connect),
                numbers.read("timeouts.responseHeader", responseHeader),
                numbers.read("timeouts.idle", idle),
                numbers.read("timeouts.total", total));
    }

    public String getConnect() {
        return connect;
    }

    public void setConnect(String connect) {
        this.connect = connect;
    }

    public String getResponseHeader() {
        return responseHeader;
    }

    public void setResponseHeader(String responseHeader) {
        this.responseHeader = responseHeader;
    }

    public String getIdle() {
        return idle;
    }

    public void setIdle(String idle) {
        this.idle = idle;
    }

    public String getTotal() {
        return total;
    }

    public void setTotal(String total) {
        this.total = total;
    }
}
