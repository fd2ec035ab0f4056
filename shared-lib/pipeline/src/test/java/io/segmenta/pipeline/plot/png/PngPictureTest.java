package io.segmenta.pipeline.plot.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngPictureTest {
    private static String picture(String content) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 40\" width=\"60\" height=\"40\">"
                + "<title>t</title><rect x=\"0\" y=\"0\" width=\"60\" height=\"40\" fill=\"#ffffff\"/>" + content
                + "</svg>";
    }

    private static BufferedImage drawn(String content) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes(picture(content))));
    }

    private static byte[] bytes(String svg) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngPicture.write(svg, out);
        return out.toByteArray();
    }

    private static int at(BufferedImage image, int x, int y) {
        return image.getRGB(2 * x, 2 * y) & 0xffffff;
    }

    @Test
    void shapes_areWhereTheSvgHasThem() throws IOException {
        BufferedImage image = drawn("<g fill=\"#ff0000\"><rect x=\"10\" y=\"10\" width=\"10\" height=\"10\"/></g>"
                + "<circle cx=\"40\" cy=\"20\" r=\"5\" fill=\"#0000ff\"/>"
                + "<path d=\"M50 0H60V10L50 10Z\" fill=\"#00ff00\"/>"
                + "<line x1=\"0\" y1=\"35\" x2=\"60\" y2=\"35\" stroke=\"#123456\" stroke-width=\"4\"/>");
        assertThat(image.getWidth()).isEqualTo(120);
        assertThat(image.getHeight()).isEqualTo(80);
        assertThat(at(image, 15, 15)).isEqualTo(0xff0000);
        assertThat(at(image, 40, 20)).isEqualTo(0x0000ff);
        assertThat(at(image, 55, 5)).isEqualTo(0x00ff00);
        assertThat(at(image, 30, 35)).isEqualTo(0x123456);
        assertThat(at(image, 25, 5)).isEqualTo(0xffffff);
    }

    @Test
    void text_standsWhereItsAnchorSays_withoutItsTooltip() throws IOException {
        int whole = ink(drawn("<text x=\"30\" y=\"25\" text-anchor=\"middle\">7v<title>77777</title></text>"), 0, 60);
        assertThat(whole).isEqualTo(ink(drawn("<text x=\"30\" y=\"25\" text-anchor=\"middle\">7v</text>"), 0, 60))
                .isBetween(60, 400);
        BufferedImage end = drawn("<text x=\"30\" y=\"25\" text-anchor=\"end\">VW7</text>");
        assertThat(ink(end, 0, 30)).isPositive();
        assertThat(ink(end, 31, 60)).isZero();
        BufferedImage turned = drawn("<text x=\"30\" y=\"38\" transform=\"rotate(-90 30 38)\">IIIIII</text>");
        assertThat(ink(turned, 18, 32)).isPositive();
        assertThat(ink(turned, 33, 60)).isZero();
    }

    @Test
    void glyphs_ofStraightAndRoundCharacters_haveTheAreaOfTheirStrokes() {
        Glyphs glyphs = Glyphs.read();
        // Of Noto Sans: an l is a bar of 88 by 760 units, a slash leans within 356 units.
        assertThat(glyphs.outline("l", 0, 0, 1000).getBounds2D().getWidth()).isEqualTo(88);
        assertThat(glyphs.outline("l", 0, 0, 1000).getBounds2D().getHeight()).isEqualTo(760);
        assertThat(glyphs.outline("7", 0, 0, 1000).getBounds2D().getHeight()).isEqualTo(714);
        assertThat(glyphs.outline("v", 0, 0, 1000).getBounds2D().getWidth()).isGreaterThan(450);
        assertThat(glyphs.width("漢", 10)).isEqualTo(6);
    }

    private static int ink(BufferedImage image, int from, int to) {
        int ink = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 2 * from; x < Math.min(2 * to, image.getWidth()); x++) {
                ink += (image.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
            }
        }
        return ink;
    }

    @Test
    void samePicture_sameBytes() throws IOException {
        String svg = picture(
                "<text x=\"3\" y=\"25\" font-weight=\"600\">Größe ж</text><circle cx=\"9\" cy=\"9\" r=\"7\""
                        + " fill=\"#0000ff\" fill-opacity=\"0.3\" stroke=\"#000000\" stroke-dasharray=\"3 2\"/>");
        assertThat(bytes(svg)).isEqualTo(bytes(svg));
    }

    @Test
    void hugePicture_staysBelowTheMostPixels() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                bytes("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"12000\" height=\"4000\"></svg>")));
        assertThat(image.getWidth() * (double) image.getHeight()).isBetween(11.9e6, 12.1e6);
        assertThat(image.getWidth()).isBetween(3 * image.getHeight() - 3, 3 * image.getHeight() + 3);
    }
}
