package io.segmenta.migration;

import io.segmenta.platform.Environment;
import io.segmenta.platform.catalogue.ConnectionSource;
import io.segmenta.platform.catalogue.FunctionsRole;
import io.segmenta.platform.catalogue.Migrations;
import java.util.List;

/** The migration of the database that the environment names. */
record CatalogueMigration(Environment environment) implements Migration {
    @Override
    public int migrate(List<String> iamRoles) {
        ConnectionSource owner = ConnectionSource.ofOwner(environment);
        int steps = Migrations.apply(owner);
        if (owner.indexesAsync()) {
            FunctionsRole.make(owner, iamRoles);
        } else {
            FunctionsRole.grant(owner,
                    ConnectionSource.userIn(environment, environment.required("SEGMENTA_DATABASE_SECRET")));
        }
        return steps;
    }
}
