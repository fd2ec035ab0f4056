package io.segmenta.config;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The prices that costs are reckoned by: one dated file, {@code prices.yaml}, in which each price names its source.
 * Immutable.
 */
public final class Prices {
    /** Whose prices are taken for a region that the file does not name. */
    public static final String ELSEWHERE = "us-east-1";

    private static final String FILE = "prices.yaml";
    private static final List<String> NAMES = List.of("lambda_gb_second", "lambda_request", "s3_write", "s3_read",
            "s3_gb_month");
    /** Of jobs on many machines; a region without them has those of {@value #ELSEWHERE}. */
    private static final List<String> JOBS = List.of("emr_vcpu_hour", "emr_gb_hour");
    private static final Pattern SOURCE = Pattern.compile("https://\\S+");
    private static final double MOST = 1;

    private final Map<String, Tariff> regions;

    private Prices(Map<String, Tariff> regions) {
        this.regions = Map.copyOf(regions);
    }

    /** The prices that this program was built with. */
    public static Prices load() {
        try (InputStream in = Prices.class.getResourceAsStream(FILE)) {
            return read(FILE, new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads prices.
     *
     * @param source for messages
     * @throws ConfigException with everything that is wrong
     */
    public static Prices read(String source, String text) {
        Problems problems = new Problems();
        Map<String, Tariff> regions = new Reader(source, problems).document(YamlText.parse(source, text, problems));
        Tariff elsewhere = regions.get(ELSEWHERE);
        if (problems.isEmpty() && elsewhere == null) {
            problems.add(source, "regions", "must hold %s, whose prices stand for other regions", ELSEWHERE);
        }
        if (problems.isEmpty() && elsewhere != null && !elsewhere.knowsJobs()) {
            problems.add(source, "regions." + ELSEWHERE, "lacks %s", String.join(" or ", JOBS));
        }
        if (elsewhere == null || !problems.isEmpty()) {
            throw new ConfigException(problems.all());
        }
        regions.replaceAll((region, tariff) -> tariff.knowsJobs() ? tariff : tariff.withJobsOf(elsewhere));
        return new Prices(regions);
    }

    /** What a region asks; where it is not known, what {@value #ELSEWHERE} does, and the tariff says so. */
    public Tariff in(String region) {
        Tariff known = regions.get(region);
        return known == null ? Check.notNull(regions.get(ELSEWHERE), ELSEWHERE) : known;
    }

    /** Reads a document and tells of what it cannot use. */
    private record Reader(String source, Problems problems) {
        Map<String, Tariff> document(Optional<Node> root) {
            Map<String, Node> keys = keys("", root, List.of("date", "regions"));
            LocalDate date = date(keys.get("date"));
            Map<String, Tariff> regions = new LinkedHashMap<>();
            keys("regions", Optional.ofNullable(keys.get("regions")), List.of())
                    .forEach((region, node) -> regions.put(region, tariff(date, region, node)));
            return regions;
        }

        private LocalDate date(@Nullable Node node) {
            try {
                return LocalDate.parse(text(node));
            } catch (DateTimeException none) {
                problems.add(source, "date", "must be a day such as 2026-11-30, got \"%s\"", text(node));
                return LocalDate.EPOCH;
            }
        }

        private Tariff tariff(LocalDate date, String region, Node node) {
            String path = "regions." + region;
            Map<String, Node> keys = keys(path, Optional.of(node), NAMES, JOBS);
            double[] prices = new double[NAMES.size()];
            for (int i = 0; i < prices.length; i++) {
                prices[i] = price(path + '.' + NAMES.get(i), keys.get(NAMES.get(i)));
            }
            return new Tariff(date, region, prices[0], prices[1], prices[2], prices[3], prices[4], job(path, keys, 0),
                    job(path, keys, 1));
        }

        private double job(String path, Map<String, Node> keys, int which) {
            String name = JOBS.get(which);
            return keys.containsKey(name) ? price(path + '.' + name, keys.get(name)) : Double.NaN;
        }

        private double price(String path, @Nullable Node node) {
            Map<String, Node> keys = keys(path, Optional.ofNullable(node), List.of("usd", "source"));
            if (keys.containsKey("source") && !SOURCE.matcher(text(keys.get("source"))).matches()) {
                problems.add(source, path + ".source", "must be an address that begins with https://, got \"%s\"",
                        text(keys.get("source")));
            }
            double usd = number(text(keys.get("usd")));
            if (!(usd > 0 && usd <= MOST)) {
                problems.add(source, path + ".usd", "must be a number in (0, %s], got \"%s\"", MOST,
                        text(keys.get("usd")));
            }
            return usd;
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException none) {
                return Double.NaN;
            }
        }

        private Map<String, Node> keys(String path, Optional<Node> node, List<String> wanted) {
            return keys(path, node, wanted, List.of());
        }

        /**
         * @param wanted the names there must be; any when there are none
         * @param others that there may be
         */
        private Map<String, Node> keys(String path, Optional<Node> node, List<String> wanted, List<String> others) {
            Map<String, Node> found = new LinkedHashMap<>();
            if (node.orElse(null) instanceof MappingNode map) {
                for (NodeTuple pair : map.getValue()) {
                    String key = text(pair.getKeyNode());
                    if (!wanted.isEmpty() && !wanted.contains(key) && !others.contains(key)) {
                        problems.add(source, path, "has \"%s\", which is no part of it", key);
                    } else if (found.put(key, pair.getValueNode()) != null) {
                        problems.add(source, path, "has %s twice", key);
                    }
                }
            }
            List<String> missing = new ArrayList<>(wanted);
            missing.removeAll(found.keySet());
            missing.forEach(name -> problems.add(source, path, "lacks %s", name));
            return found;
        }

        private static String text(@Nullable Node node) {
            return node instanceof ScalarNode scalar ? scalar.getValue() : "";
        }
    }
}
