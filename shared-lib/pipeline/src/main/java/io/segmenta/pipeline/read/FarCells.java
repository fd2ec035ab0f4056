package io.segmenta.pipeline.read;

/**
 * Looks for cells with more than three letters in their name, such as {@code r="ZZZZZZ1"}, in XML that comes in pieces:
 * the reader makes room for all the columns before.
 */
final class FarCells {
    private enum At {
        TEXT, BLANK, NAME, EQUALS, VALUE
    }

    private At at = At.TEXT;
    private int letters;

    boolean are(byte[] xml, int length) {
        for (int i = 0; i < length; i++) {
            byte b = xml[i];
            boolean blank = b == ' ' || b == '\n' || b == '\r' || b == '\t';
            boolean quote = b == '"' || b == '\'';
            if (b == 0) {
                // Half of a letter in UTF-16.
                continue;
            }
            switch (at) {
                case TEXT -> at = blank ? At.BLANK : At.TEXT;
                case BLANK -> at = blank ? At.BLANK : b == 'r' ? At.NAME : At.TEXT;
                case NAME -> at = blank ? At.NAME : b == '=' ? At.EQUALS : At.TEXT;
                case EQUALS -> {
                    at = blank ? At.EQUALS : quote ? At.VALUE : At.TEXT;
                    letters = 0;
                }
                case VALUE -> {
                    if (b == '&' || (b >= '0' && b <= '9' && letters > 3)) {
                        return true;
                    }
                    at = quote || (b >= '0' && b <= '9') ? At.TEXT : At.VALUE;
                    letters++;
                }
            }
        }
        return false;
    }
}
