package io.segmenta.local.cli;

import io.segmenta.model.contract.DatasetName;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of data sets: the folder under {@code data/} in the bucket. */
final class DatasetNames {
    private static final Pattern ENDINGS = Pattern.compile("(\\.(csv|tsv|tab|txt|data|gz|xlsx|jsonl|json|parquet))+$");
    private static final int LONGEST_PROPOSAL = 32;

    private DatasetNames() {}

    /** The name given by the user, refused when it cannot be one. */
    static String check(String name) {
        if (!DatasetName.isValid(name)) {
            throw CliException.user("\"%s\" cannot name a data set: %s; for example %s", name, DatasetName.RULE,
                    proposeFor(name));
        }
        return name;
    }

    /**
     * A valid name made from a file's name: {@code Mall_Customers.csv} becomes {@code mall-customers}, an accent is
     * dropped.
     */
    static String proposeFor(String fileName) {
        String name = ENDINGS.matcher(fileName.toLowerCase(Locale.ROOT)).replaceFirst("");
        name = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").replace("ß", "ss");
        name = strip(name.replaceAll("[^a-z0-9]+", "-"));
        if (name.length() > LONGEST_PROPOSAL) {
            name = strip(name.substring(0, LONGEST_PROPOSAL));
        }
        return name.isEmpty() ? "dataset" : name;
    }

    private static String strip(String name) {
        return name.replaceAll("^-+|-+$", "");
    }
}
