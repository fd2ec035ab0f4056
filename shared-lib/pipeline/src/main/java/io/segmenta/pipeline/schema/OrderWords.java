package io.segmenta.pipeline.schema;

import java.util.Locale;
import java.util.Optional;

/** What the names of columns and the words of a status say in a log of orders, in fourteen languages. */
public final class OrderWords {
    private static final Lexicon KEYS = Lexicon.read("order-keys.txt");
    private static final Lexicon MONEY = Lexicon.read("order-money.txt");
    private static final Lexicon DATES = Lexicon.read("order-dates.txt");
    private static final Lexicon STATUSES = Lexicon.read("order-status.txt");
    private static final Lexicon NO_ITEM = Lexicon.read("no-item-words.txt");
    private static final int LONGEST_STATUS = 60;

    private OrderWords() {}

    /** What a column that measures nothing is, by its name. */
    public enum Meaning {
        FULFILMENT, PAYMENT_STATUS, STATUS, OTHER, CUSTOMER_ID, PRODUCT, ORDER, TRANSACTION, CUSTOMER_NAME, CUSTOMER
    }

    /** What a measure is, by its name. */
    public enum Money {
        NONE, LINE_AMOUNT, PRICE, REFUND, TAX, SHIPPING, DISCOUNT, QUANTITY, TOTAL, AMOUNT, NET
    }

    /** What happened on a date, by its name. */
    public enum Event {
        CANCELLED, REFUNDED, OTHER, PAID, PURCHASE
    }

    /** What became of an order. */
    public enum Outcome {
        PAID, PARTLY_REFUNDED, REFUNDED, CANCELLED, FAILED, UNPAID, CLOSED, NO_PURCHASE
    }

    /** What the name of a column says that measures nothing. */
    public static Optional<Meaning> key(String column) {
        return KEYS.concept(NameTokens.of(column)).map(OrderWords::constant).map(Meaning::valueOf);
    }

    /** Whether a name says that it is the number of a customer. */
    static boolean isCustomerNumber(NameTokens name) {
        return KEYS.concept(name).map(OrderWords::constant).filter(Meaning.CUSTOMER_ID.name()::equals).isPresent();
    }

    /** What the name of a measure says. */
    public static Optional<Money> money(String column) {
        return MONEY.concept(NameTokens.of(column)).map(OrderWords::constant).map(Money::valueOf);
    }

    /** Whether the name of an amount says that it is one of the whole order, rather than before something is added. */
    public static boolean saysTotal(String column) {
        return MONEY.says(NameTokens.of(column), "total") && !MONEY.says(NameTokens.of(column), "net");
    }

    /** What the name of a measure says that has no other word in it. */
    public static Optional<Money> moneyAlone(String column) {
        return MONEY.concept(column).map(OrderWords::constant).map(Money::valueOf);
    }

    /** What the name of a date says. */
    public static Optional<Event> event(String column) {
        return DATES.concept(NameTokens.of(column)).map(OrderWords::constant).map(Event::valueOf);
    }

    /** What a word of a status, or the name of a column that is true or false, says. */
    public static Optional<Outcome> outcome(String word) {
        return word.length() > LONGEST_STATUS ? Optional.empty()
                : STATUSES.concept(word).or(() -> STATUSES.concept(NameTokens.of(word))).map(OrderWords::constant)
                        .map(Outcome::valueOf);
    }

    /** Whether a column is called by a receipt, an order or a transaction, and not by what of it is measured. */
    static boolean isReceipt(String column) {
        return key(column).filter(key -> key == Meaning.ORDER || key == Meaning.TRANSACTION).isPresent()
                && money(column).isEmpty();
    }

    /** Whether the values of a column are products by its name. */
    static boolean isProduct(String column) {
        return key(column).filter(Meaning.PRODUCT::equals).isPresent();
    }

    /** Whether the name of a product says that there is none. */
    public static boolean isNothing(String product) {
        return product.length() <= LONGEST_STATUS && NO_ITEM.term(product).isPresent();
    }

    private static String constant(String concept) {
        return concept.replace(' ', '_').toUpperCase(Locale.ROOT);
    }
}
