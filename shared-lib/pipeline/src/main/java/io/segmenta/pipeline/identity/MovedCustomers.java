package io.segmenta.pipeline.identity;

import io.segmenta.model.data.Column;
import io.segmenta.model.rows.SafeCsv;
import io.segmenta.pipeline.report.Artifact;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The customers of both files who are in another segment than before, as gzipped CSV: who, from, to and by what, in the
 * order of the new file. The gzip header holds no time, so equal lists are equal bytes.
 *
 * @param names what names the customers of the new file
 * @param ids of the classes
 */
record MovedCustomers(Column names, Customers customers, Migration.Classes classes, List<String> ids)
        implements
            Artifact.Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out);
        BufferedWriter lines = new BufferedWriter(new OutputStreamWriter(gzip, StandardCharsets.UTF_8));
        lines.write(SafeCsv.cell(names.name()) + ",from,to,cause\n");
        for (int row = 0; row < names.rows(); row++) {
            int old = customers.before()[row];
            if (old >= 0 && classes.a()[old] != classes.d()[row]) {
                lines.write(SafeCsv.cell(names.text(row)) + ',' + ids.get(classes.a()[old]) + ','
                        + ids.get(classes.d()[row]) + ',' + classes.cause(row, old).word() + '\n');
            }
        }
        lines.flush();
        gzip.finish();
    }
}
