package io.segmenta.model.predict;

import java.text.Normalizer;

/**
 * Letters without their accents: the a of ä, the ss of ß; letters of full or half width are the usual ones. Marks of
 * scripts other than Latin, Greek, Cyrillic and Arabic are letters.
 */
final class PlainLetters {

    private PlainLetters() {}

    /** The same with the letters that German and the Nordic languages write as two where keys are missing. */
    static String writtenOut(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder out = new StringBuilder(composed.length() + 2);
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            switch (Character.toLowerCase(c)) {
                case 'ä', 'æ' -> out.append("ae");
                case 'ö', 'ø' -> out.append("oe");
                case 'ü' -> out.append("ue");
                case 'å' -> out.append("aa");
                default -> out.append(c);
            }
        }
        return of(out.toString());
    }

    static String of(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length() && ascii; i++) {
            ascii = text.charAt(i) < 0x80;
        }
        if (ascii) {
            return text;
        }
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (!isAccent(c)) {
                plain.append(plain(c));
            }
        }
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    /** Of Latin, Greek and Cyrillic letters, and of Arabic ones, whose vowels and hamzas are often left out. */
    private static boolean isAccent(char c) {
        return (c >= '\u0300' && c <= '\u036F') || (c >= '\u064B' && c <= '\u0655');
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
            case 'ς' -> "σ";
            case 'ى', 'ی' -> "ي";
            case 'ک' -> "ك";
            default -> String.valueOf(c);
        };
    }
}
