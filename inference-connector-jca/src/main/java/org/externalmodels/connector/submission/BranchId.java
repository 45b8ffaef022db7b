package org.externalmodels.connector.submission;

import java.util.HexFormat;
import javax.transaction.xa.Xid;

/**
 * The name of a transaction branch as a value: what transaction managers pass need not have equality.
 *
 * @param formatId of the transaction manager
 * @param transaction the global transaction id in hexadecimal
 * @param branch the branch qualifier in hexadecimal
 */
record BranchId(int formatId, String transaction, String branch) implements Xid {

    private static final HexFormat HEX = HexFormat.of();

    static BranchId of(Xid xid) {
        return xid instanceof BranchId ours
                ? ours
                : new BranchId(
                        xid.getFormatId(),
                        HEX.formatHex(xid.getGlobalTransactionId()),
                        HEX.formatHex(xid.getBranchQualifier()));
    }

    /** The opposite of {@link #text}. */
    static BranchId parse(String text) {
        String[] parts = text.split(":", -1);
        return new BranchId(Integer.parseInt(parts[0]), parts[1], parts[2]);
    }

    String text() {
        return formatId + ":" + transaction + ":" + branch;
    }

    @Override
    public int getFormatId() {
        return formatId;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return HEX.parseHex(transaction);
    }

    @Override
    public byte[] getBranchQualifier() {
        return HEX.parseHex(branch);
    }
}
