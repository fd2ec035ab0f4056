package io.segmenta.pipeline.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Column names as people say them: {@code Annual Income (k$)} is "annual income", {@code MntWines} "spending on wines",
 * {@code USD_CAP} "USD CAP".
 */
public final class Labels {
    private static final Map<String, String> FIRST_WORDS = Map.of("mnt", "spending on", "amt", "amount of", "num", "",
            "no", "", "nbr", "", "n", "", "avg", "average", "tot", "total", "dt", "date of", "pct", "percentage of");
    private static final Map<String, String> WORDS = Map.of("qty", "quantity", "cnt", "count", "freq", "frequency",
            "pcnt", "percent", "mths", "months", "yrs", "years", "cust", "customer", "acct", "account");
    private static final int LONGEST = 40;
    /** Shorter ones, such as "Other" or "Yes", say nothing without their question. */
    private static final int SHORTEST_ITEM = 10;
    private static final int HEAD = 13;
    private static final int TAIL = 26;

    private Labels() {}

    /**
     * The name in words: units in brackets dropped, parts split at underscores, hyphens and changes of case, common
     * short forms written out, all in lower case except short acronyms; at most 40 characters. Of a longer question
     * with an item behind " - " it is the item, of others the middle is left out, since those of a survey differ at the
     * end.
     *
     * @param column a column's name
     * @return never empty unless the name is
     */
    public static String label(String column) {
        String bare = column.replaceAll("\\s*[\\(\\[].*?[\\)\\]]\\s*", " ").strip();
        int item = bare.lastIndexOf(" - ");
        if (item > 0 && bare.length() > LONGEST && bare.length() - item > SHORTEST_ITEM) {
            bare = bare.substring(item + 3).strip();
        }
        List<String> words = words(bare.isEmpty() ? column : bare);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String lower = words.get(i).toLowerCase(Locale.ROOT);
            boolean first = i == 0 && words.size() > 1;
            if (first && FIRST_WORDS.containsKey(lower)) {
                if (!FIRST_WORDS.get(lower).isEmpty()) {
                    said.add(FIRST_WORDS.get(lower));
                }
            } else {
                said.add(isAcronym(words.get(i)) ? words.get(i) : WORDS.getOrDefault(lower, lower));
            }
        }
        String label = said.isEmpty() ? column : String.join(" ", said);
        return label.codePointCount(0, label.length()) <= LONGEST ? label : shortened(label);
    }

    private static String shortened(String label) {
        String head = label.substring(0, label.offsetByCodePoints(0, HEAD)).stripTrailing();
        String tail = label.substring(label.offsetByCodePoints(label.length(), -TAIL));
        int word = tail.indexOf(' ');
        return head + "…" + (word < TAIL / 2 ? tail.substring(word + 1) : tail);
    }

    /** The text with its first letter in upper case. */
    public static String capitalised(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int end = text.offsetByCodePoints(0, 1);
        return text.substring(0, end).toUpperCase(Locale.ROOT) + text.substring(end);
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String part : name.split("[\\s_.\\-/:]+", -1)) {
            for (String word : part.split("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", -1)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private static boolean isAcronym(String word) {
        return word.length() >= 2 && word.length() <= 5 && word.equals(word.toUpperCase(Locale.ROOT))
                && word.chars().anyMatch(Character::isLetter);
    }
}
