package io.segmenta.model.rows;

import io.segmenta.model.contract.ContractException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The rows of a run, of which little is read at a time: a page is one stretch of the file, a filtered one at most
 * {@value #MOST_BLOCKS} blocks, a customer a bucket of the table and a block. Not for several threads at once.
 */
public final class AssignedRows {
    /** How many blocks a page looks through at most; behind them it ends, and the next one goes on. */
    public static final int MOST_BLOCKS = 32;
    /** The most rows that a file may have for its rows to be sorted by confidence: all of them are read for a page. */
    public static final int MOST_SORTED = 100_000;

    /** Blocks that lie side by side are read at once. */
    private static final int AT_ONCE = 8;
    private static final int MOST_FOUND = 8;
    private static final Comparator<AssignedRow> SUREST = Comparator.comparingDouble(AssignedRow::confidence)
            .reversed().thenComparingInt(AssignedRow::number);

    private final RowBlocks index;
    private final Source source;

    /** Reads stretches of the files of a run. */
    public interface Source {
        /** So many bytes of the index. */
        byte[] ofIndex(long from, int length);

        /** So many bytes of the file of rows. */
        byte[] ofRows(long from, int length);
    }

    /** The rows that an index tells of. */
    public AssignedRows(RowBlocks index, Source source) {
        this.index = index;
        this.source = source;
    }

    /** Where the rows lie. */
    public RowBlocks index() {
        return index;
    }

    /**
     * Returns rows in the order of the file. With a least confidence, or a segment that few rows are in, there may be
     * fewer than wanted, even none, although more follow.
     *
     * @param after the number of the row that is before the first one; 0 to begin
     * @param limit how many rows at most, at least 1
     * @throws ContractException when the files are broken
     */
    public RowPage page(RowFilter filter, int after, int limit) {
        List<AssignedRow> found = new ArrayList<>();
        int block = next(filter, after / RowBlocks.ROWS);
        for (int looked = 0; block < index.blocks() && found.size() <= limit;) {
            if (looked == MOST_BLOCKS) {
                return new RowPage(found, OptionalInt.of(block * RowBlocks.ROWS));
            }
            int end = block + 1;
            int most = filter.most(index, block);
            while (end < index.blocks() && end - block < Math.min(AT_ONCE, MOST_BLOCKS - looked)
                    && found.size() + most <= limit && filter.most(index, end) > 0) {
                most += filter.most(index, end++);
            }
            read(block, end, row -> {
                if (row.number() > after && filter.test(row) && found.size() <= limit) {
                    found.add(row);
                }
            });
            looked += end - block;
            block = next(filter, end);
        }
        boolean more = found.size() > limit;
        return more ? new RowPage(found.subList(0, limit), OptionalInt.of(found.get(limit - 1).number()))
                : new RowPage(found, OptionalInt.empty());
    }

    /**
     * Returns rows by their confidence, the surest first, of equal ones the first of the file. Reads every block that
     * may have some.
     *
     * @param after the number of the last row that was seen; 0 to begin
     * @throws IllegalArgumentException when the file has more than {@value #MOST_SORTED} rows
     * @throws NoSuchElementException when {@code after} is none of the rows
     */
    public RowPage surest(RowFilter filter, int after, int limit) {
        if (index.rows() > MOST_SORTED) {
            throw new IllegalArgumentException("rows must be at most " + MOST_SORTED + ", got " + index.rows());
        }
        List<AssignedRow> rows = new ArrayList<>();
        forEach(filter, rows::add);
        rows.sort(SUREST);
        int begin = 0;
        while (after > 0 && begin < rows.size() && rows.get(begin).number() != after) {
            begin++;
        }
        if (after > 0 && begin == rows.size()) {
            throw new NoSuchElementException("row " + after + " is none of these");
        }
        int from = after > 0 ? begin + 1 : 0;
        int to = Math.min(rows.size(), from + limit);
        return new RowPage(rows.subList(from, to),
                to == rows.size() ? OptionalInt.empty() : OptionalInt.of(rows.get(to - 1).number()));
    }

    /**
     * Hands on rows in the order of the file, each as it is read: never more than a few blocks are held.
     *
     * @throws ContractException when the files are broken
     */
    public void forEach(RowFilter filter, Consumer<AssignedRow> rows) {
        for (int block = next(filter, 0); block < index.blocks();) {
            int end = block + 1;
            while (end < index.blocks() && end - block < AT_ONCE && filter.most(index, end) > 0) {
                end++;
            }
            read(block, end, row -> {
                if (filter.test(row)) {
                    rows.accept(row);
                }
            });
            block = next(filter, end);
        }
    }

    /**
     * Returns the rows of a customer, in order, of the first {@value #MOST_FOUND} blocks that have some.
     *
     * @param identifier as the file has it; where rows have none, the number of a row
     * @throws ContractException when the files are broken
     */
    public List<AssignedRow> find(String identifier) {
        List<AssignedRow> found = new ArrayList<>();
        if (!index.identified()) {
            OptionalInt number = number(identifier);
            number.ifPresent(one -> {
                int block = (one - 1) / RowBlocks.ROWS;
                read(block, block + 1, row -> {
                    if (row.number() == one) {
                        found.add(row);
                    }
                });
            });
            return found;
        }
        long hash = new IdentifierHash().of(identifier);
        int length = index.bucketLength(hash);
        byte[] bucket = length == 0 ? new byte[0] : whole(source.ofIndex(index.bucketOffset(hash), length), length);
        // What was defused is compared, as the file cannot tell it from what began with an apostrophe.
        String written = SafeCsv.defused(identifier);
        index.blocksOf(hash, bucket).stream().limit(MOST_FOUND).forEach(block -> read(block, block + 1, row -> {
            if (row.identifier().map(SafeCsv::defused).filter(written::equals).isPresent()) {
                found.add(row);
            }
        }));
        return found;
    }

    private OptionalInt number(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(text);
        return number < 1 || number > index.rows() ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The first block from here on that may have rows; how many blocks there are when none has. */
    private int next(RowFilter filter, int from) {
        int block = Math.max(0, from);
        while (block < index.blocks() && filter.most(index, block) == 0) {
            block++;
        }
        return Math.min(block, index.blocks());
    }

    private void read(int begin, int end, Consumer<AssignedRow> rows) {
        int length = Math.toIntExact(index.offset(end) - index.offset(begin));
        byte[] bytes = whole(source.ofRows(index.offset(begin), length), length);
        for (int block = begin; block < end; block++) {
            RowLines.read(bytes, (int) (index.offset(block) - index.offset(begin)),
                    (int) (index.offset(block + 1) - index.offset(block)), index.header(), index.identified(), rows);
        }
    }

    private static byte[] whole(byte[] bytes, int length) {
        if (bytes.length != length) {
            throw RowBlocks.broken("a file ends before " + length + " bytes that should be there, after "
                    + bytes.length);
        }
        return bytes;
    }
}
