package io.segmenta.local.cli;

import io.segmenta.model.contract.DatasetName;

/** Names of data sets: the folder under {@code data/} in the bucket. */
final class DatasetNames {
    private DatasetNames() {}

    /** The name given by the user, refused when it cannot be one. */
    static String check(String name) {
        if (!DatasetName.isValid(name)) {
            throw CliException.user("\"%s\" cannot name a data set: %s; for example %s", name, DatasetName.RULE,
                    proposeFor(name));
        }
        return name;
    }

    /** A valid name made from a file's name. */
    static String proposeFor(String fileName) {
        return DatasetName.of(fileName);
    }
}
