package io.segmenta.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.pipeline.schema.OrderWords.Meaning;
import io.segmenta.pipeline.schema.OrderWords.Money;
import io.segmenta.pipeline.schema.OrderWords.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of columns and words of a status as shops of many languages write them. */
class OrderWordsTest {

    @ParameterizedTest
    @CsvSource({"Customer ID,CUSTOMER_ID", "customerid,CUSTOMER_ID", "Kundennr.,CUSTOMER_ID", "Code client,CUSTOMER_ID",
            "Código do cliente,CUSTOMER_ID", "顧客ID,CUSTOMER_ID", "会员编号,CUSTOMER_ID", "رقم العميل,CUSTOMER_ID",
            "Client,CUSTOMER", "Käufer,CUSTOMER", "Покупатель,CUSTOMER", "Müşteri,CUSTOMER", "ग्राहक,CUSTOMER",
            "Customer Name,CUSTOMER_NAME", "Bill-to Name,CUSTOMER_NAME", "Nom du client,CUSTOMER_NAME",
            "Customer type,STATUS", "Customer Country,OTHER", "Kundengruppe,OTHER", "会员等级,OTHER",
            "Order number,ORDER", "InvoiceNo,ORDER", "Belegnr,ORDER", "Nº pedido,ORDER", "Scontrino,ORDER",
            "Paragon,ORDER", "Номер чека,ORDER", "Fiş No,ORDER", "伝票番号,ORDER", "小票号,ORDER",
            "Transaction,TRANSACTION", "Financial Status,PAYMENT_STATUS", "Zahlungsstatus,PAYMENT_STATUS",
            "Fulfillment Status,FULFILMENT", "Versandstatus,FULFILMENT", "Statut,STATUS", "状态,STATUS",
            "Lineitem sku,PRODUCT", "Товар,PRODUCT"})
    void key_isWhatTheNameSays(String name, Meaning expected) {
        assertThat(OrderWords.key(name)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"Total,TOTAL", "Order Total Amount,TOTAL", "Gesamtbetrag,TOTAL", "Line total,LINE_AMOUNT",
            "Total price,LINE_AMOUNT", "Lineitem price,PRICE", "Item Cost,PRICE", "Stückpreis,PRICE", "単価,PRICE",
            "Цена,PRICE", "Order Total Tax Amount,TAX", "Tax 5%,TAX", "MwSt.,TAX", "TVA,TAX", "消費税,TAX",
            "Total excl. tax,AMOUNT", "Montant TTC,AMOUNT", "税込金額,AMOUNT", "Shipping amount,SHIPPING",
            "Versandkosten,SHIPPING", "Frete,SHIPPING", "送料,SHIPPING", "Discount Amount,DISCOUNT", "Remise,DISCOUNT",
            "Скидка,DISCOUNT", "Amount Refunded,REFUND", "返金額,REFUND", "Lineitem compare at price,NONE",
            "Outstanding Balance,NONE", "Fee,NONE", "Qty,QUANTITY", "Anzahl,QUANTITY", "Ilość,QUANTITY",
            "الكمية,QUANTITY", "Subtotal,NET", "Zwischensumme,NET"})
    void money_isWhatTheNameSays(String name, Money expected) {
        assertThat(OrderWords.money(name)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"paid,PAID", "wc-completed,PAID", "Succeeded,PAID", "Abgeschlossen,PAID", "payée,PAID", "PAGADO,PAID",
            "Pago,PAID", "Оплачен,PAID", "入金済み,PAID", "支付成功,PAID", "not paid,UNPAID", "wc-on-hold,UNPAID",
            "Payment pending,UNPAID", "nicht bezahlt,UNPAID", "En attente,UNPAID", "Não pago,UNPAID", "未払い,UNPAID",
            "Quotation Sent,UNPAID", "payment_failed,FAILED", "Fehlgeschlagen,FAILED", "Échouée,FAILED",
            "Отклонён,FAILED", "支付失败,FAILED", "canceled,CANCELLED", "Storniert,CANCELLED", "İptal edildi,CANCELLED",
            "voided,CANCELLED", "refunded,REFUNDED", "Remboursé,REFUNDED", "Возврат,REFUNDED", "返金済み,REFUNDED",
            "partially_refunded,PARTLY_REFUNDED", "teilweise erstattet,PARTLY_REFUNDED", "Payout,NO_PURCHASE"})
    void outcome_isWhatTheWordSays(String word, Outcome expected) {
        assertThat(OrderWords.outcome(word)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Member", "Normal", "Germany", "Credit card", "North", "new", "A"})
    void otherWords_areNoOutcome(String word) {
        assertThat(OrderWords.outcome(word)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "none", "Kein Artikel", "aucun", "Нет", "なし", "无"})
    void noItem_isNothing(String product) {
        assertThat(OrderWords.isNothing(product)).isTrue();
        assertThat(OrderWords.isNothing("Coffee " + product)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "transactions", "order amount", "Order count", "invoice total", "customer"})
    void measuresOfOrders_areNoReceipts(String name) {
        assertThat(OrderWords.isReceipt(name)).isFalse();
    }
}
