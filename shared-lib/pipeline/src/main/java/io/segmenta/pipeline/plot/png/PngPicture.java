package io.segmenta.pipeline.plot.png;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * Draws one of our own SVG pictures as PNG, with Java's own rasteriser and embedded outlines of characters: no font of
 * the machine is asked for, so none needs to be there and none changes the bytes.
 */
public final class PngPicture {
    /** Pixels for each unit of the picture, where that stays below the most pixels. */
    private static final double SCALE = 2;
    private static final double MOST_PIXELS = 12e6;
    /** What the drawing of one picture holds at most: four bytes a pixel, the outlines, the packed picture. */
    public static final int MOST_BYTES = 72 << 20;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int TRUE_COLOUR = 2;
    private static final int FILTER_UP = 2;

    private PngPicture() {}

    /**
     * Draws.
     *
     * @param svg a document as the plots make them
     * @param out left open
     * @throws IOException when the stream fails
     */
    public static void write(String svg, OutputStream out) throws IOException {
        BufferedImage image = draw(svg);
        int width = image.getWidth();
        int height = image.getHeight();
        out.write(SIGNATURE);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(head);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, TRUE_COLOUR, 0, 0, 0});
        chunk(out, "IHDR", head.toByteArray());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(6);
        try (DeflaterOutputStream rows = new DeflaterOutputStream(packed, deflater, 1 << 14)) {
            byte[] before = new byte[3 * width];
            byte[] row = new byte[3 * width];
            byte[] line = new byte[1 + 3 * width];
            line[0] = FILTER_UP;
            int[] pixels = new int[width];
            for (int y = 0; y < height; y++) {
                image.getRGB(0, y, width, 1, pixels, 0, width);
                for (int x = 0; x < width; x++) {
                    row[3 * x] = (byte) (pixels[x] >> 16);
                    row[3 * x + 1] = (byte) (pixels[x] >> 8);
                    row[3 * x + 2] = (byte) pixels[x];
                }
                for (int i = 0; i < row.length; i++) {
                    line[i + 1] = (byte) (row[i] - before[i]);
                }
                rows.write(line);
                byte[] next = before;
                before = row;
                row = next;
            }
        } finally {
            deflater.end();
        }
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND", new byte[0]);
    }

    private static BufferedImage draw(String svg) {
        double[] size = SvgDrawing.size(svg);
        double scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (size[0] * size[1])));
        BufferedImage image = new BufferedImage((int) Math.ceil(size[0] * scale), (int) Math.ceil(size[1] * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            canvas.scale(scale, scale);
            new SvgDrawing(canvas, Glyphs.read())
                    .draw(XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(svg)));
        } catch (XMLStreamException broken) {
            throw new IllegalArgumentException("not a picture of ours", broken);
        } finally {
            canvas.dispose();
        }
        return image;
    }

    private static void chunk(OutputStream out, String name, byte[] content) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(type);
        check.update(content);
        DataOutputStream fields = new DataOutputStream(out);
        fields.writeInt(content.length);
        fields.write(type);
        fields.write(content);
        fields.writeInt((int) check.getValue());
        fields.flush();
    }
}
