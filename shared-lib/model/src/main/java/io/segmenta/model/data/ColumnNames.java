package io.segmenta.model.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of the columns of a table whose header gives some twice or not at all. Stateless. */
public final class ColumnNames {

    private ColumnNames() {}

    /**
     * Joins the names of two rows of a header: what stands above several columns is said of each of them, as in
     * {@code 2024 - Sales}.
     *
     * @param above headings, empty where the one before holds on
     * @param below the names, of as many columns
     */
    public static List<String> joined(List<String> above, List<String> below) {
        List<String> result = new ArrayList<>();
        String carried = "";
        for (int j = 0; j < below.size(); j++) {
            String cell = j < above.size() ? above.get(j) : "";
            String said = cell.isEmpty() ? carried : cell;
            carried = !cell.isEmpty() && below.get(j).isEmpty() ? "" : said;
            String name = below.get(j);
            boolean alone = name.isEmpty() || name.equalsIgnoreCase("response") || name.equals(said);
            result.add(alone ? said : said.isEmpty() ? name : said + " - " + name);
        }
        return result;
    }

    /**
     * Gives each column a name of its own: one without a name is called by its place, {@code c3}, and of those of one
     * name the second is {@code sales_2}, unless the header has that name too. In time linear in the columns but for
     * names that are made and taken. The same names at training and when the model is asked with a header.
     *
     * @param header the names as the header has them, empty where it has none
     * @return as many names, all different
     */
    public static List<String> distinct(List<String> header) {
        Set<String> taken = new HashSet<>(header);
        Set<String> given = new HashSet<>();
        Map<String, Integer> numbers = new HashMap<>();
        List<String> result = new ArrayList<>();
        for (int j = 0; j < header.size(); j++) {
            String name = header.get(j).isEmpty() ? "c" + (j + 1) : header.get(j);
            String candidate = name;
            int number = numbers.getOrDefault(name, 2);
            for (; given.contains(candidate) || (!candidate.equals(name) && taken.contains(candidate)); number++) {
                candidate = name + "_" + number;
            }
            numbers.put(name, number);
            given.add(candidate);
            result.add(candidate);
        }
        return result;
    }
}
