package io.segmenta.pipeline.read;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/**
 * Finds the encoding of a text of one byte a character. The n-gram detector of ICU, as Apache Tika keeps it, says which
 * language the words may be of; what the bytes become in each encoding says which of them are words at all: letters of
 * one script, capitals at the beginning or throughout. A table has too few words for the detector alone.
 */
final class SingleByte {
    /** An encoding of ISO that a greater one of Windows holds, by which files are written. */
    private static final Map<String, String> GREATER = Map.of("ISO-8859-1", "windows-1252",
            "ISO-8859-7", "windows-1253", "ISO-8859-8", "windows-1255", "ISO-8859-8-I", "windows-1255", "ISO-8859-9",
            "windows-1254");
    /** Tried in any case, the usual ones first. */
    private static final List<String> USUAL = List.of("windows-1252", "windows-1251", "windows-1250", "windows-1253",
            "KOI8-R", "windows-1254", "IBM866", "IBM850", "x-MacRoman", "windows-1255", "windows-1256", "windows-1257",
            "ISO-8859-2", "IBM852", "x-MacCyrillic", "x-MacCentralEurope", "KOI8-U");
    private static final int MOST_BYTES = 1 << 16;
    private static final double MOST_ACCENTS = 0.6;
    private static final int SHORT = 3;
    /** A Greek word of several syllables in small letters has one accent. */
    private static final String GREEK_ACCENTS = "άέήίόύώΐΰ";
    private static final String GREEK_VOWELS = "αεηιουωϊϋ" + GREEK_ACCENTS;
    private static final String ICELANDIC = "áðéíóúýþæö";
    /** The small letters beyond ASCII of the languages written in Latin ones. */
    private static final List<String> ALPHABETS = List.of("äöüßé", "àâæçéèêëîïôœùûüÿ", "áéíóúüñ", "áâãàçéêíóôõúü",
            "àèéìíîòóùú", "áéëèïíóöüĳ", "åäöæøéü", ICELANDIC, "ąćęłńóśźż", "áčďéěíňóřšťúůýž",
            "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "çğıiöşü\u0307", "àçéèíïóòúü·", "āčēģīķļņšūž",
            "ąčęėįšųūž", "äõöüšž", "ëç");
    /** The small letters of the languages written in Cyrillic ones. */
    private static final List<String> CYRILLIC = List.of("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдеёжзійклмнопрстуўфхцчшыьэюя", "абвгдежзийклмнопрстуфхцчшщъьюя",
            "абвгдђежзијклљмнњопрстћуфхцчџш", "абвгдѓежзѕијклљмнњопрстќуфхцчџш");
    private static final double DETECTED = 0.2;
    private static final double ONE_LANGUAGE = 2;
    /** Names of many Western languages may stand in one table. */
    private static final double LESS_USUAL = 0.85;
    private static final String CYRILLIC_VOWELS = "аеёиоуыэюяіїєў";
    private static final String VOWELS = "aeiouyàâéèêïîôû";
    private static final String NEVER_FIRST = "ъьы";
    /** Hebrew letters that stand at the end of words alone. */
    private static final String FINAL = "ךםןףץ";

    private SingleByte() {}

    /** The most plausible encoding of a text that has bytes beyond ASCII and is not UTF-8. */
    static Charset of(byte[] head) {
        List<byte[]> words = words(head);
        Map<String, Double> candidates = new LinkedHashMap<>();
        for (CharsetMatch match : matches(words)) {
            String name = GREATER.getOrDefault(match.getName(), match.getName());
            if (isOfOneByte(name)) {
                candidates.merge(name, match.getConfidence() / 100.0, Math::max);
                // Where no letter tells the two apart, the one that Windows writes.
                if (name.equals("ISO-8859-2")) {
                    candidates.merge("windows-1250", match.getConfidence() / 100.0, Math::max);
                }
            }
        }
        USUAL.forEach(name -> candidates.putIfAbsent(name, 0.0));
        Charset best = Encodings.WINDOWS_1252;
        double most = -1;
        for (String name : ordered(candidates)) {
            if (Charset.isSupported(name)) {
                Charset charset = Charset.forName(name);
                double score = plausibility(words, charset) * byLanguage(words, charset)
                        * (1 + DETECTED * candidates.getOrDefault(name, 0.0))
                        * (charset.equals(Encodings.WINDOWS_1252) ? 1 : LESS_USUAL);
                if (score > most) {
                    most = score;
                    best = charset;
                }
            }
        }
        return best;
    }

    /** The usual ones first, so that they win where nothing tells. */
    private static List<String> ordered(Map<String, Double> candidates) {
        List<String> order = new ArrayList<>(USUAL);
        candidates.keySet().stream().filter(name -> !order.contains(name)).forEach(order::add);
        return order;
    }

    private static boolean isOfOneByte(String name) {
        return name.startsWith("windows-") || name.startsWith("ISO-8859-") || name.equals("KOI8-R")
                || name.equals("IBM866");
    }

    private static List<CharsetMatch> matches(List<byte[]> words) {
        ByteBuffer text = ByteBuffer.allocate(MOST_BYTES);
        for (byte[] word : words) {
            if (text.remaining() > word.length) {
                text.put(word).put((byte) ' ');
            }
        }
        CharsetDetector detector = new CharsetDetector();
        byte[] bytes = new byte[text.position()];
        text.flip().get(bytes);
        detector.setText(bytes);
        return List.of(detector.detectAll());
    }

    /** The different runs of letters of ASCII and bytes beyond it that have such a byte. */
    private static List<byte[]> words(byte[] head) {
        List<byte[]> words = new ArrayList<>();
        Set<String> known = new HashSet<>();
        int begin = 0;
        boolean high = false;
        for (int i = 0; i <= head.length; i++) {
            int b = i == head.length ? ' ' : head[i];
            boolean letter = b < 0 || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
            high |= b < 0;
            if (!letter) {
                if (high && known.add(new String(head, begin, i - begin, StandardCharsets.ISO_8859_1))) {
                    words.add(Arrays.copyOfRange(head, begin, i));
                }
                begin = i + 1;
                high = false;
            }
        }
        return words;
    }

    /** The share of letters that are in words which may be some. */
    private static double plausibility(List<byte[]> words, Charset charset) {
        long all = 0;
        long plausible = 0;
        for (byte[] word : words) {
            all += word.length;
            plausible += isWord(new String(word, charset)) ? word.length : 0;
        }
        return all == 0 ? 0 : (double) plausible / all;
    }

    /** One language that has all letters tells more than one that has nearly all. */
    private static double byLanguage(List<byte[]> words, Charset charset) {
        double coverage = coverage(words, charset);
        return coverage == 1 ? ONE_LANGUAGE : 1 + coverage / 2;
    }

    /**
     * The greatest share of the letters beyond ASCII that one language has; 1 of other than Latin and Cyrillic ones.
     */
    private static double coverage(List<byte[]> words, Charset charset) {
        double cyrillic = share(letters(words, charset, Character.UnicodeScript.CYRILLIC), CYRILLIC);
        Map<Character, Integer> letters = letters(words, charset, Character.UnicodeScript.LATIN);
        // Where Turkish has letters of its own, Western encodings have the two that only Icelandic has.
        boolean icelandic = letters.containsKey('þ') || letters.containsKey('ð');
        boolean alone = letters.keySet().stream().allMatch(letter -> ICELANDIC.indexOf(letter) >= 0);
        return icelandic && !alone ? 0 : Math.min(cyrillic, share(letters, ALPHABETS));
    }

    /** How often each small letter of a script stands in the words. */
    private static Map<Character, Integer> letters(List<byte[]> words, Charset charset,
            Character.UnicodeScript script) {
        Map<Character, Integer> letters = new TreeMap<>();
        for (byte[] word : words) {
            for (char c : new String(word, charset).toLowerCase(Locale.ROOT).toCharArray()) {
                if (c >= 0x80 && Character.UnicodeScript.of(c) == script) {
                    letters.merge(c, 1, Integer::sum);
                }
            }
        }
        return letters;
    }

    /** The greatest share of the letters that one alphabet has; 1 of none. */
    private static double share(Map<Character, Integer> letters, List<String> alphabets) {
        int all = letters.values().stream().mapToInt(Integer::intValue).sum();
        int most = 0;
        for (String alphabet : alphabets) {
            int covered = 0;
            for (Map.Entry<Character, Integer> letter : letters.entrySet()) {
                covered += alphabet.indexOf(letter.getKey()) >= 0 ? letter.getValue() : 0;
            }
            most = Math.max(most, covered);
        }
        return all == 0 ? 1 : (double) most / all;
    }

    private static boolean isWord(String word) {
        int accents = 0;
        int capitals = 0;
        int small = 0;
        Character.UnicodeScript script = null;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean sign = "«»“”„’‘…–—°€£§©®ªº·½¼¾²³±×µ\u00a0".indexOf(c) >= 0;
            if (sign && (i == 0 || i == word.length() - 1)) {
                continue;
            }
            if (!Character.isLetter(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
                return false;
            }
            Character.UnicodeScript own = Character.UnicodeScript.of(c);
            if (script != null && own != script && own != Character.UnicodeScript.INHERITED) {
                return false;
            }
            script = own;
            accents += c >= 0x80 ? 1 : 0;
            capitals += Character.isUpperCase(c) && i > 0 ? 1 : 0;
            small += Character.isLowerCase(c) && i > 0 ? 1 : 0;
            if (c == 'ï' && (i == 0 || VOWELS.indexOf(Character.toLowerCase(word.charAt(i - 1))) < 0)) {
                // It is never but behind a vowel: naïf, coïncidentie.
                return false;
            }
            if (Character.toLowerCase(c) == 'ù' && i < word.length() - 1) {
                // It is never but at the end: où, più.
                return false;
            }
        }
        if (script == null) {
            // The sign of a currency alone.
            return !word.isEmpty();
        }
        return (capitals == 0 || small == 0) && switch (script) {
            case LATIN -> word.length() <= SHORT || accents <= MOST_ACCENTS * word.length();
            case GREEK -> small == 0 || count(word, GREEK_VOWELS) < 2 || count(word, GREEK_ACCENTS) == 1;
            case CYRILLIC -> NEVER_FIRST.indexOf(Character.toLowerCase(word.charAt(0))) < 0
                    && (word.length() < SHORT || count(word, CYRILLIC_VOWELS) > 0);
            case HEBREW -> word.chars().limit(word.length() - 1L).noneMatch(c -> FINAL.indexOf(c) >= 0);
            default -> true;
        };
    }

    private static long count(String word, String letters) {
        return word.toLowerCase(Locale.ROOT).chars().filter(c -> letters.indexOf(c) >= 0).count();
    }

    /** What a person should know where this was guessed. */
    static String note(Charset charset) {
        return String.format(Locale.ROOT,
                "the text is not Unicode; its encoding was taken for %s by the words that come "
                        + "of it; set read.encoding if they look wrong",
                charset.name());
    }
}
