package io.segmenta.spark;

import io.segmenta.model.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a stretch of a file holds, for each state that reading may be in at its start: the state at its end and the
 * number of rows that begin in it. Stretches can so be looked at before anything is known of those before them; states
 * that meet are followed once, and mostly two are left, within quotes and without.
 *
 * <p>
 * Reference: Stehle and Jacobsen, "ParPaRaw: massively parallel parsing of delimiter-separated raw data", PVLDB 13
 * (2020), doi:10.14778/3377369.3377372.
 */
final class RangeScan implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int BUFFER = 1 << 16;

    private final int[] end = new int[Csv.STATES];
    private final long[] rows = new long[Csv.STATES];
    private final String sha256;

    /** Reads a stretch, and on beyond its end where that alone tells whether its last line is a row. */
    RangeScan(InputStream in, long length, Csv csv) throws IOException {
        MessageDigest digest = Sha256.digest();
        // Lane s is the one that began in state s; one that met another goes on as that, which had fewer rows before.
        int[] lane = new int[Csv.STATES];
        int[] state = new int[Csv.STATES];
        long[] behind = new long[Csv.STATES];
        for (int s = 0; s < Csv.STATES; s++) {
            lane[s] = s == Csv.BLANK ? Csv.FOREIGN : s;
            state[s] = s;
        }
        int[] alive = {Csv.ROW, Csv.CELL, Csv.PLAIN, Csv.QUOTED, Csv.QUOTE, Csv.FOREIGN};
        byte[] buffer = new byte[BUFFER];
        long left = length;
        for (int n; left > 0 && (n = in.readNBytes(buffer, 0, (int) Math.min(left, BUFFER))) > 0; left -= n) {
            digest.update(buffer, 0, n);
            for (int i = 0; i < n; i++) {
                for (int s : alive) {
                    int next = csv.next(state[s], buffer[i]);
                    if (Csv.isRow(state[s], next)) {
                        rows[s]++;
                    }
                    state[s] = next;
                }
                if (alive.length > 2 || (alive.length == 2 && state[alive[0]] == state[alive[1]])) {
                    alive = merged(alive, state, lane, behind);
                }
            }
        }
        sha256 = HexFormat.of().formatHex(digest.digest());
        for (int s = 0; s < Csv.STATES; s++) {
            end[s] = state[root(lane, s)];
        }
        resolve(in, csv, alive, state);
        long[] counted = rows.clone();
        for (int s = 0; s < Csv.STATES; s++) {
            long sum = 0;
            int at = s;
            for (; lane[at] != at; at = lane[at]) {
                sum += behind[at];
            }
            rows[s] = sum + counted[at];
        }
    }

    /** What a stretch holds whatever stands before it. */
    RangeScan(long rows, String sha256) {
        Arrays.fill(end, Csv.ROW);
        Arrays.fill(this.rows, rows);
        this.sha256 = sha256;
    }

    private int[] merged(int[] alive, int[] state, int[] lane, long[] behind) {
        int[] kept = new int[alive.length];
        int count = 0;
        for (int s : alive) {
            int met = -1;
            for (int q = 0; q < count && met < 0; q++) {
                met = state[kept[q]] == state[s] ? kept[q] : -1;
            }
            if (met < 0) {
                kept[count++] = s;
            } else {
                lane[s] = met;
                behind[s] = rows[s] - rows[met];
            }
        }
        return count == alive.length ? alive : Arrays.copyOf(kept, count);
    }

    private static int root(int[] lane, int s) {
        int at = s;
        while (lane[at] != at) {
            at = lane[at];
        }
        return at;
    }

    /** Reads on while a line that began in the stretch holds nothing but blanks. */
    private void resolve(InputStream in, Csv csv, int[] alive, int[] state) throws IOException {
        for (int s : alive) {
            if (state[s] == Csv.BLANK) {
                int now = Csv.BLANK;
                for (int b = in.read(); b >= 0 && now == Csv.BLANK; b = now == Csv.BLANK ? in.read() : -1) {
                    now = csv.next(now, (byte) b);
                }
                rows[s] += now != Csv.BLANK && now != Csv.ROW ? 1 : 0;
                return;
            }
        }
    }

    /** Returns the state after the stretch. */
    int end(int start) {
        return end[start];
    }

    /** Returns how many rows begin in it. */
    long rows(int start) {
        return rows[start];
    }

    /** Returns the hash of its bytes. */
    String sha256() {
        return sha256;
    }
}
