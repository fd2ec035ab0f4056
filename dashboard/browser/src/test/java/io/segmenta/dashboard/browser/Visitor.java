package io.segmenta.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody at a browser that is installed, who looks closely. */
final class Visitor implements AutoCloseable {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome-stable",
            "google-chrome");
    /** A small telephone and a screen on a desk; what lies between is laid out as one of them. */
    private static final int[] WIDTHS = {360, 1440};
    /** Steps by keyboard to anything on a screen, at most. */
    private static final int MOST_STEPS = 400;
    private static final int QUALITY = 55;
    private static final int HEIGHT = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path pictures = Path.of(System.getProperty("segmenta.pictures", "target/pictures"));
    private final List<String> said = new ArrayList<>();
    private final Playwright playwright;
    private final Browser browser;
    private final Page page;

    Visitor(Path program, String address) {
        playwright = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Without rights of its own, a browser has no sandbox to put its pages into.
        List<String> options = System.getProperty("user.name").equals("root") ? List.of("--no-sandbox") : List.of();
        browser = playwright.chromium().launch(new LaunchOptions().setExecutablePath(program).setArgs(options));
        page = browser.newPage(new Browser.NewPageOptions().setBaseURL(address).setViewportSize(1440, HEIGHT)
                .setLocale("en-GB"));
        page.setDefaultTimeout((double) PATIENCE.toMillis());
        page.onConsoleMessage(message -> said.add(message.text()));
        page.onPageError(said::add);
    }

    /** The first browser on the PATH; {@code segmenta.browser} names another. */
    static Optional<Path> program() {
        String given = System.getProperty("segmenta.browser", "");
        Stream<Path> found = given.isEmpty()
                ? BROWSERS.stream()
                        .flatMap(name -> Stream.of(System.getenv().getOrDefault("PATH", "").split(":", 0))
                                .map(folder -> Path.of(folder, name)))
                : Stream.of(Path.of(given));
        return found.filter(Files::isExecutable).findFirst();
    }

    Page page() {
        return page;
    }

    /** The heading of the screen, once it is the wanted one. */
    void reads(String heading) {
        page.waitForFunction("text => document.querySelector('h1')?.innerText.replace(/\\s+/g, ' ') === text", heading);
    }

    /**
     * Goes on by Tab alone until what is called so has the focus, which can be seen.
     *
     * @param name the beginning of what is read out, the label or the text, in whole words
     */
    void reaches(String name) {
        String focused = "() => { const e = document.activeElement; return (e.getAttribute('aria-label')"
                + " ?? e.labels?.[0]?.innerText ?? e.innerText ?? '').trim().replace(/\\s+/g, ' ') }";
        for (int i = 0; i < MOST_STEPS; i++) {
            page.keyboard().press("Tab");
            String told = page.evaluate(focused).toString();
            if (told.equals(name) || told.startsWith(name + " ")) {
                assertThat((boolean) page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"
                        + " !== 'none'")).as("the focus on " + name + " is seen").isTrue();
                return;
            }
        }
        throw new AssertionError("by keyboard nobody reaches " + name);
    }

    /** Goes on by Tab to what is called so, and presses Enter. */
    void enters(String name) {
        reaches(name);
        page.keyboard().press("Enter");
    }

    /** Looks at the screen in every width, in light and dark. */
    void looks(String screen) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : WIDTHS) {
                page.setViewportSize(width, HEIGHT);
                String name = screen + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
                page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setType(ScreenshotType.JPEG)
                        .setQuality(QUALITY).setPath(pictures.resolve(name + ".jpg")));
                assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth")).as(name)
                        .isLessThanOrEqualTo(0);
                assertThat(new AxeBuilder(page).analyze().getViolations()
                        .stream().map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())).as(name)
                        .isEmpty();
            }
        }
        assertThat(said).as(screen).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
