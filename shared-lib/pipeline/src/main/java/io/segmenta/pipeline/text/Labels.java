package io.segmenta.pipeline.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Column names as people say them: {@code Annual Income (k$)} is "annual income", {@code MntWines} "spending on wines",
 * {@code USD_CAP} "USD CAP". Only names with an English word in them lose their capitals: {@code Größe} is "Größe".
 */
public final class Labels {
    private static final Map<String, String> FIRST_WORDS = Map.of("mnt", "spending on", "amt", "amount of", "num", "",
            "no", "", "nbr", "", "n", "", "avg", "average", "tot", "total", "dt", "date of", "pct", "percentage of");
    private static final Map<String, String> WORDS = Map.of("qty", "quantity", "cnt", "count", "freq", "frequency",
            "pcnt", "percent", "mths", "months", "yrs", "years", "cust", "customer", "acct", "account");
    /** Common words of English column names; none is a word of another language that writes it with a capital. */
    private static final Set<String> ENGLISH = Set.of("""
            account accounts active activity age amount amounts annual answer answers area average avg backup
            balance basket behaviour big bill billed billing birth body bought brand browse browsing calls card
            cards cars catalog category channels charge charges child children city claims class clicks cloth
            clothes complain consumption contract cost costs count country coupons credit customer customers
            daily date day days deal deals debt default delivery department dependents depth detergents device
            discount discounts distance down drink drinks duration earnings education employees engagement entry
            expenditure expenses experience family favorite favourite fee fees female first fish fixed flipper
            food foods freight frequency fresh friends fruit fruits fuel gender good grocery gross growth head
            health heating height help high home hours house household households incidents income interest
            invoice island item items joined kids kilometers large last latest leaving length level life light
            line lines living loan loans location long loss low male margin marital market married max maximum
            meat median member members membership messages method miles milk minimum minutes mobile month
            monthly months mood morning mortgage most mother multiple music names net new newsletter number
            numbers online open order orders other ounces our out outstanding owner page pages paid paper
            paperless pay payment payments people percent percentage period petal phone points population posts
            preferred premium price prices product production products profit promotion promotions protection
            purchase purchased purchases quality quantity quarter question rank ranking rating ratings recency
            recent referrals refunds registered rent rental response responses retention return returned returns
            revenue reviews risk room rooms salary sales satisfaction savings school score sector security seen
            seller senior sepal session sessions sex share shares shipping shoes shop shopping short since site
            sites size sizes sleep small smoker social speed spend spending spent stars state status stay stock
            store stores streaming strength subscribed subscription supply support survey tax tech teen teens
            tenure thickness time times tobacco top total totals town traffic transaction transactions travel
            trip trips turnover type unit units unpaid up update usage used user users value values vehicle
            views visit visitors visits volume wage wages week weekly weeks weight width wine wines work workers
            working year yearly years young
            """.strip().split("\\s+", -1));
    /** At the end of a name in parts they stand for the brackets that a name in words has. */
    private static final Set<String> UNITS = Set.of("mm", "cm", "km", "g", "kg", "ml", "usd", "eur", "gbp", "USD",
            "EUR",
            "GBP", "pct");
    /** In longer names a capital is a name's: "Episode II Attack of the Clones". */
    private static final int MOST_WORDS = 4;
    private static final int LONGEST = 40;
    /** Shorter ones, such as "Other" or "Yes", say nothing without their question. */
    private static final int SHORTEST_ITEM = 10;
    private static final int HEAD = 13;
    private static final int TAIL = 26;

    private Labels() {}

    /**
     * The name in words: units in brackets or at the end dropped, parts split at underscores, hyphens and changes of
     * case, common short forms written out; English names in lower case except acronyms, all others with the capitals
     * of the file; at most 40 characters. Of a longer question with an item behind " - " it is the item, of others the
     * middle is left out, since those of a survey differ at the end.
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
        boolean english = expands(words) || (words.size() <= MOST_WORDS && words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> ENGLISH.contains(word) || WORDS.containsKey(word)));
        if (words.size() > 2 && UNITS.contains(words.getLast())) {
            words.removeLast();
        }
        List<String> said = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String lower = words.get(i).toLowerCase(Locale.ROOT);
            boolean first = i == 0 && words.size() > 1;
            if (first && FIRST_WORDS.containsKey(lower)) {
                if (!FIRST_WORDS.get(lower).isEmpty()) {
                    said.add(FIRST_WORDS.get(lower));
                }
            } else {
                String word = words.get(i);
                boolean kept = !english || (isCapitals(word) && !ENGLISH.contains(lower));
                said.add(WORDS.getOrDefault(lower, kept ? word : lower));
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

    /** Whether a name begins with a short form that stands for a word: "MntWines", not "N". */
    private static boolean expands(List<String> words) {
        return words.size() > 1 && words.getFirst().length() > 1
                && FIRST_WORDS.containsKey(words.getFirst().toLowerCase(Locale.ROOT));
    }

    private static boolean isCapitals(String word) {
        return word.length() >= 2 && word.equals(word.toUpperCase(Locale.ROOT))
                && word.chars().anyMatch(Character::isLetter);
    }
}
