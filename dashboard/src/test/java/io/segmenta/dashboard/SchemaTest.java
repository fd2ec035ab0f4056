package io.segmenta.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final Path OPEN_API = Folder.ROOT.resolve("functions/api/src/main/resources/openapi.yaml");
    private static final Path SCHEMA = Folder.SOURCES.resolve("api/schema.ts");
    private static final Path PIPELINE = Folder.ROOT.resolve("pipeline_config.yaml");
    private static final Path SETTINGS = Folder.SOURCES.resolve("screen/check/settings.ts");

    @Test
    void schema_comparedWithTheDescription_hasItsTypes() throws IOException {
        same(SCHEMA, Types.of(Folder.text(OPEN_API)));
    }

    @Test
    void settings_comparedWithThePipeline_areTheSame() throws IOException {
        same(SETTINGS, Settings.of(Folder.text(PIPELINE)));
    }

    @Test
    void types_ofSmallDescription_areWritten() {
        String small = """
                components:
                  schemas:
                    Role: { type: string, enum: [viewer, analyst] }
                    Me:
                      type: object
                      required: [name]
                      properties:
                        name: { type: [string, "null"], description: As signed in. }
                        roles: { type: array, items: { $ref: "#/components/schemas/Role" } }
                        sizes: { type: object, additionalProperties: { type: integer } }
                """;
        assertThat(Types.of(small)).endsWith("""

                export type Role = 'viewer' | 'analyst';

                export interface Me {
                  /** As signed in. */
                  readonly name: string | null;
                  readonly roles?: readonly Role[];
                  readonly sizes?: Readonly<Record<string, number>>;
                }
                """);
    }

    @Test
    void settings_ofSmallPipeline_leaveOutWhatTheDeploymentDecides() {
        String small = """
                # How segments are found.
                clustering:
                  # The number of segments; 0 searches. It isn't needed.
                  # in segments; 0 to 1000; default 0
                  k: 0
                  kmeans:
                    # How often it starts.
                    # in starts; 1 to 1000; default 10
                    restarts: 10
                  # Rows beyond are refused. For the deployment to decide: an upload that sets it is refused.
                  # in rows; default 5
                  max_rows: 5
                """;
        assertThat(Settings.of(small)).endsWith("""
                = [
                  ['clustering.k', 'The number of segments; 0 searches. It isn\\'t needed.',
                    'in segments; 0 to 1000', '0'],
                  ['clustering.kmeans.restarts', 'How often it starts.',
                    'in starts; 1 to 1000', '10'],
                ];
                """);
    }

    private static void same(Path committed, String made) throws IOException {
        if (Boolean.getBoolean("segmenta.write")) {
            Files.writeString(committed, made);
        }
        assertThat(Folder.text(committed)).isEqualTo(made);
    }
}
