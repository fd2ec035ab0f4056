package io.segmenta.inference;

import java.util.regex.Pattern;

/** The form of a dataset's name. */
final class Dataset {

    private static final Pattern NAME = Pattern.compile("[a-z0-9](-?[a-z0-9]){0,40}");

    private Dataset() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
