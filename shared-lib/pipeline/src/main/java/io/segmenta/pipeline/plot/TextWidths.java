package io.segmenta.pipeline.plot;

/**
 * How wide a text is at most, whatever sans-serif face a viewer has: of each character the widest of DejaVu Sans,
 * Liberation Sans (as wide as Arial and Helvetica) and Noto Sans. Scripts that these lack are taken as one em.
 */
final class TextWidths {
    /** Fiftieths of an em above {@code '('}, for U+0020 to U+017F and U+0370 to U+045F. */
    private static final String REGULAR = ""
            + "8=?RHXO6<<DR8;8;HHHHHHHHHH99RRRD[KKMOJGON9AJDVNPJPMJGMKZKJK<;<RDAGHDHG:HH66E6YHGHH=C<HFQ"
            + "FFCHDHR)))))))))))))))))))))))))))))))))8=HHHHDDEZ@GR;ZDAR==AHI8A=@GYYYGKKKKKKZMJJJJ9999"
            + "ONPPPPPRPMMMMJJHGGGGGGZDGGGG6666GHGGGGGRGHHHHFHFKGKGKGMDMDMDMDOHOHJGJGJGJGJGOHOHOHOHNHVK"
            + "9696969696MDA6JEED6D6D;D:E7NHNHNHQNHPGPGPG^]M=M=M=JCJCJCJCG<G<G<MHMHMHMHMHMHZQJFJKCKCKC:"
            + "IETI66OI))EDDD97))))EEK8PT@)R)SR:KKDKJKNP9JKVNIPNJ)HGJQKRP9JIDH:GIHFGDDHG:FFHDDGKHFHGGME"
            + "OR:GGGRIGHKSKMSJPGIFE?IITHWRNIPGKGOHKGGCJHD6PGGGHKVMHLKLJJTGLJ99A_]SLOHNKKKGPJ^IOOLNVNPN"
            + "JMGHTKOK^_RUKL^MGGFCKGVCIIGHNIGIHDFFSFKGVXLPFDSGGGHCDC666VUIGIFI";
    private static final String BOLD = ""
            + ":?CRK[T8??DR;=;=KKKKKKKKKK<<RRRGZOOMRKKRR<DOHZRSMSOMKQO`OMM?=?RDAJLFLJ>LL::J:]LKLLAF@LIW"
            + "IIFLDLR))))))))))))))))))))))))))))))))):?KKHKDDGZEIR=ZDAR>>AMI;A>EI]]]GOOOOOO_MKKKK<<<<"
            + "RRSSSSSRSQQQQMMLJJJJJJ]FJJJJ::::KLKKKKKRKLLLLILIOJOJOJMFMFMFMFRLRLKJKJKJKJKJRLRLRLRLRLYP"
            + "<:<:<:<:<:PKD:OJJH:H:H@HDI;RLRLRLZRLSKSKSKc_OAOAOAMFMFMFMFK@K@K@QLQLQLQLQLQL`WMIMMFMFMF>"
            + "KE]R88RL))EFDD<;))))EEP;S[E)U)YU=OOHOKMRS<OOZRISRM)KKMSOTS<MKDL=JKLKKDFLK=LHMKFKPLFOHJPI"
            + "RT=JKJTOIMNZNQZNSKMFKBLIVH_RRLWNMIPJNLKFNLF:SIIMLMZRLKMKKKUHMM<<DbaTQROROOOHUKfLRRQRZRSR"
            + "MMKOZOWQfkW]OMcOJKHCQJZFLLJMSKKKLFEIZINK^`NVHFYIJJLCFF:::ZXMJLIK";
    private static final int LATIN_END = 0x180;
    private static final int GREEK = 0x370;
    private static final int CYRILLIC_END = 0x460;

    private TextWidths() {}

    /** The width of a text. */
    static double of(String text, double size, boolean bold) {
        double ems = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            ems += ems(c, bold);
            i += Character.charCount(c);
        }
        return ems * size;
    }

    /** The width of one character as a share of the size of the face. */
    static double ems(int c, boolean bold) {
        String table = bold ? BOLD : REGULAR;
        if (c >= 0x20 && c < LATIN_END) {
            return (table.charAt(c - 0x20) - '(') / 50.0;
        }
        if (c >= GREEK && c < CYRILLIC_END) {
            return (table.charAt(c - GREEK + LATIN_END - 0x20) - '(') / 50.0;
        }
        if (Character.getType(c) == Character.NON_SPACING_MARK) {
            return 0;
        }
        return c >= 0x1f000 ? 1.4 : 1;
    }
}
