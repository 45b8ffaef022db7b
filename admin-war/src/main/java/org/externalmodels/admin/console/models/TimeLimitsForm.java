package org.externalmodels.admin.console.models;

import java.io.Serializable;
import org.externalmodels.registry.definition.TimeLimits;

/** Limits in time as they are edited, in milliseconds; empty for the usual one. */
public final class TimeLimitsForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private Integer connect;
    private Integer responseHeader;
    private Integer idle;
    private Integer total;

    TimeLimitsForm(TimeLimits limits) {
        connect = limits.connect();
        responseHeader = limits.responseHeader();
        idle = limits.idle();
        total = limits.total();
    }

    TimeLimits given() {
        return new TimeLimits(connect, responseHeader, idle, total);
    }

    public Integer getConnect() {
        return connect;
    }

    public void setConnect(Integer connect) {
        this.connect = connect;
    }

    public Integer getResponseHeader() {
        return responseHeader;
    }

    public void setResponseHeader(Integer responseHeader) {
        this.responseHeader = responseHeader;
    }

    public Integer getIdle() {
        return idle;
    }

    public void setIdle(Integer idle) {
        this.idle = idle;
    }

    public Integer getTotal() {
        return total;
    }

    public void setTotal(Integer total) {
        this.total = total;
    }
}
