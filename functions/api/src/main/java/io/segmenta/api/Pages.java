package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.access.SignIn;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Refusal;
import io.segmenta.platform.Environment;
import io.segmenta.platform.Json;
import io.segmenta.platform.http.HttpRequest;
import io.segmenta.platform.storage.ObjectLinks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The dashboard: files of the archive by their names, its first page for every other address, so that the page finds
 * its own way, and what it needs to know of this deployment. Nobody signs in for them, as they hold no data.
 */
final class Pages {
    private static final String CONFIG = "config.json";
    private static final String INDEX = "index.html";
    private static final String NO_CACHE = "no-cache";
    private static final String FOR_EVER = "public, immutable, max-age=31536000";
    /** Names that change with what is in them, as {@code app.3f9ac01b.js}. */
    private static final Pattern HASHED = Pattern
            .compile(".*[.-](?=[a-z]*[0-9A-Z])[0-9A-Za-z]{8,}\\.[a-z0-9]+");
    /** One file, with no way out of the folder. */
    private static final Pattern NAME = Pattern
            .compile("(?:[0-9A-Za-z_-][0-9A-Za-z._-]*/)*[0-9A-Za-z_-][0-9A-Za-z._-]*");
    private static final Pattern NOT_OURS = Pattern.compile("/(?:api|docs|predict|health)(?:/.*)?");
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
            "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "json", "application/json", "svg",
            "image/svg+xml", "png", "image/png", "woff2", "font/woff2", "txt", "text/plain; charset=utf-8");
    private static final List<String> PACKED = List.of("woff2", "png");
    /** Of an address whose host alone is looked at. */
    private static final Duration ANY_TIME = Duration.ofMinutes(1);

    private final String folder;
    private final Setting setting;
    private final Supplier<URI> bucket;
    private final Map<String, Files> known = new ConcurrentHashMap<>();

    /**
     * What pages are told of a deployment.
     *
     * @param issuer of the tokens, for sign-in by an OpenID provider
     * @param client as which the dashboard asks that provider
     */
    record Setting(SignIn.Kind signIn, Optional<String> issuer, Optional<String> client) {}

    /** A file as it is, and packed. */
    private record Files(Answer plain, Answer packed) {}

    /**
     * @param folder of the archive, with the slash at its end
     * @param bucket an address in the bucket that pages fetch from
     */
    Pages(String folder, Setting setting, Supplier<URI> bucket) {
        this.folder = folder;
        this.setting = setting;
        this.bucket = bucket;
    }

    /**
     * The dashboard of this archive, as the environment says: {@code SEGMENTA_JWT_ISSUER}, {@code SEGMENTA_JWT_CLIENT}.
     */
    static Pages of(Environment environment, SignIn signIn, ObjectLinks links) {
        Setting setting = new Setting(signIn.kind(), environment.optional("SEGMENTA_JWT_ISSUER"),
                environment.optional("SEGMENTA_JWT_CLIENT"));
        return new Pages("/dashboard/", setting, () -> links.link(INDEX, ANY_TIME, INDEX));
    }

    /** Whether a path belongs to the dashboard: every one that does not belong to an API. */
    static boolean owns(String path) {
        return !NOT_OURS.matcher(path).matches();
    }

    /**
     * Answers with a file or the first page.
     *
     * @throws io.segmenta.api.http.RefusalException when there is none, or it is not read
     */
    Answer answer(String method, String path, HttpRequest http) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw Refusal.METHOD_NOT_ALLOWED.because(path + " takes GET, HEAD, not " + method).with("allow",
                    "GET, HEAD");
        }
        if (setting.signIn() == SignIn.Kind.IAM) {
            throw Refusal.NO_DASHBOARD.because("callers of this deployment sign their requests (SignIn=IAM), which a "
                    + "browser cannot; deploy with SignIn=JWT for the dashboard");
        }
        String name = path.startsWith("/") ? path.substring(1) : path;
        boolean file = name.substring(name.lastIndexOf('/') + 1).indexOf('.') >= 0;
        Files files = name.equals(CONFIG) ? config()
                : file(file ? name : INDEX).orElseThrow(() -> file
                        ? Refusal.NOT_FOUND.because("the dashboard has no file " + path)
                        : Refusal.NO_DASHBOARD.because("this archive was built without the dashboard"));
        return takesGzip(http) ? files.packed() : files.plain();
    }

    private Files config() {
        ObjectNode config = Json.object().put("sign_in", setting.signIn().name().toLowerCase(Locale.ROOT));
        setting.issuer().ifPresent(issuer -> config.put("issuer", issuer));
        setting.client().ifPresent(client -> config.put("client_id", client));
        return files(CONFIG, Json.bytes(config));
    }

    private Optional<Files> file(String name) {
        Files before = known.get(name);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<Files> read = NAME.matcher(name).matches() && TYPES.containsKey(ending(name)) ? read(name)
                : Optional.empty();
        read.ifPresent(files -> known.put(name, files));
        return read;
    }

    private Optional<Files> read(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(folder + name)) {
            return in == null ? Optional.empty() : Optional.of(files(name, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Files files(String name, byte[] bytes) {
        Answer plain = headed(name, bytes).with("vary", "accept-encoding");
        return new Files(plain, PACKED.contains(ending(name)) ? plain
                : headed(name, packed(bytes)).with("vary", "accept-encoding").with("content-encoding", "gzip"));
    }

    private Answer headed(String name, byte[] bytes) {
        return Answer.of(200, TYPES.getOrDefault(ending(name), ""), bytes).tagged()
                .with("cache-control", HASHED.matcher(name).matches() ? FOR_EVER : NO_CACHE)
                .with("content-security-policy", policy()).with("referrer-policy", "no-referrer")
                .with("cross-origin-opener-policy", "same-origin");
    }

    /** Pages ask this API, the bucket, and whoever signs people in; everything else a browser keeps them from. */
    private String policy() {
        Stream<String> elsewhere = Stream.concat(Stream.of(bucket.get()),
                setting.signIn() == SignIn.Kind.JWT ? setting.issuer().map(URI::create).stream() : Stream.of())
                .map(address -> ' ' + address.getScheme() + "://" + address.getAuthority());
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                + "connect-src 'self'" + String.join("", elsewhere.toList())
                + "; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean takesGzip(HttpRequest http) {
        String accepted = http.header("accept-encoding").orElse("");
        return Stream.of(accepted.toLowerCase(Locale.ROOT).replace(" ", "").split(",", 0))
                .anyMatch(coding -> (coding.equals("gzip") || coding.startsWith("gzip;"))
                        && !coding.matches("gzip;q=0(?:\\.0*)?"));
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
