package io.segmenta.inference;

import java.util.regex.Pattern;

/** The form of a dataset's name. */
final class Dataset {

    private static final int LONGEST = 41;
    private static final Pattern NAME = Pattern.compile("[a-z0-9](-?[a-z0-9])*+");

    private Dataset() {}

    static boolean isName(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches();
    }
}
