package org.externalmodels.registry.zones;

import java.util.Collection;
import java.util.TreeSet;

/**
 * Which texts a column may have in a zone that has too many of them to list: a short hash of each, of which two texts may
 * have the same. Immutable.
 *
 * @param text what each hash in order is greater by than the one before, in digits to the base of 32, the last one first; all
 *     but the first one of a number are marked. Two digits for a text as a rule
 */
record ZoneHashes(String text) {

    /** Of no text. */
    static final ZoneHashes NONE = new ZoneHashes("");

    /** Of a thousand texts, one in five hundred others has a hash of theirs. */
    private static final int BITS = 19;

    private static final int DIGIT = 5;
    private static final int MARK = 1 << DIGIT;
    private static final char ZERO = '0';

    /** The hashes of some texts, in order. */
    static int[] of(Collection<String> texts) {
        return texts.stream().mapToInt(ZoneHashes::hash).sorted().distinct().toArray();
    }

    /** Java's own hashes of texts that are nearly the same are, too: this is how MurmurHash 3 mixes them. */
    private static int hash(String text) {
        int mixed = text.hashCode();
        mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return (mixed ^ (mixed >>> 16)) >>> (Integer.SIZE - BITS);
    }

    /** With more texts. */
    ZoneHashes with(Collection<String> more) {
        TreeSet<Integer> hashes = new TreeSet<>();
        Reader reader = new Reader();
        while (reader.next()) {
            hashes.add(reader.hash);
        }
        boolean grown = false;
        for (String one : more) {
            grown |= hashes.add(hash(one));
        }
        return grown ? written(hashes) : this;
    }

    private static ZoneHashes written(TreeSet<Integer> hashes) {
        StringBuilder text = new StringBuilder();
        int last = 0;
        for (int hash : hashes) {
            int rest = hash - last;
            while (rest >= MARK) {
                text.append((char) (ZERO + MARK + rest % MARK));
                rest >>>= DIGIT;
            }
            text.append((char) (ZERO + rest));
            last = hash;
        }
        return new ZoneHashes(text.toString());
    }

    /**
     * Whether one of some texts may be among these.
     *
     * @param wanted their hashes, in order
     */
    boolean mayHave(int[] wanted) {
        Reader reader = new Reader();
        int at = 0;
        while (at < wanted.length && reader.next()) {
            while (at < wanted.length && wanted[at] < reader.hash) {
                at++;
            }
            if (at < wanted.length && wanted[at] == reader.hash) {
                return true;
            }
        }
        return false;
    }

    /** From the least to the greatest. */
    private final class Reader {

        private int at;
        private int hash;

        boolean next() {
            if (at == text.length()) {
                return false;
            }
            int shift = 0;
            int digit = text.charAt(at++) - ZERO;
            while (digit >= MARK) {
                hash += (digit - MARK) << shift;
                shift += DIGIT;
                digit = text.charAt(at++) - ZERO;
            }
            hash += digit << shift;
            return true;
        }
    }
}
