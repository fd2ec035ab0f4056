package io.segmenta.model.predict;

import java.text.Normalizer;

/**
 * Latin, Greek and Cyrillic letters without their accents: the a of ä, the ss of ß. Marks of other scripts are letters.
 */
final class PlainLetters {

    private PlainLetters() {}

    static String of(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length() && ascii; i++) {
            ascii = text.charAt(i) < 0x80;
        }
        if (ascii) {
            return text;
        }
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (c < '\u0300' || c > '\u036F') {
                plain.append(plain(c));
            }
        }
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    /** Letters that Unicode does not take apart. */
    private static String plain(char c) {
        return switch (c) {
            case 'ß' -> "ss";
            case 'æ' -> "ae";
            case 'Æ' -> "AE";
            case 'œ' -> "oe";
            case 'Œ' -> "OE";
            case 'ø' -> "o";
            case 'Ø' -> "O";
            case 'ł' -> "l";
            case 'Ł' -> "L";
            case 'đ', 'ð' -> "d";
            case 'Đ', 'Ð' -> "D";
            case 'ı' -> "i";
            default -> String.valueOf(c);
        };
    }
}
