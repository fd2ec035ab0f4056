package io.segmenta.scoring;

import io.segmenta.model.base.Sha256;
import io.segmenta.model.predict.TableAnswers;
import io.segmenta.model.predict.TableAnswers.Count;
import io.segmenta.model.predict.TableAnswers.Limits;
import io.segmenta.platform.storage.ObjectContent;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The answers to a table as an object, compressed as they are made, and what is known of them afterwards. */
final class Answering implements ObjectContent {
    private static final int BUFFER = 1 << 16;

    private final TableAnswers answers;
    private final byte[] table;
    private final Limits limits;
    private Count count = new Count(0, 0, List.of());
    private String sha256 = "";

    Answering(TableAnswers answers, byte[] table, Limits limits) {
        this.answers = answers;
        this.table = table;
        this.limits = limits;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        MessageDigest digest = Sha256.digest();
        GZIPOutputStream gzip = new GZIPOutputStream(new DigestOutputStream(out, digest), BUFFER);
        count = answers.write(table, limits, gzip);
        gzip.finish();
        gzip.flush();
        sha256 = HexFormat.of().formatHex(digest.digest());
    }

    Count count() {
        return count;
    }

    /** Of what was written, in hexadecimal. */
    String sha256() {
        return sha256;
    }
}
