package io.segmenta.platform.catalogue;

class InMemoryCatalogueTest extends CatalogueContract {
    private final Catalogue catalogue = new InMemoryCatalogue();

    @Override
    Catalogue catalogue() {
        return catalogue;
    }
}
