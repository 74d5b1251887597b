package dev.skerry.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DerivedTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final AtomicInteger loads = new AtomicInteger();
    private final Derived<List<String>> names = new Derived<>(List.of("fruits WHERE NOT eaten", "baskets"), this::load);

    @BeforeEach
    void plant() {
        write("DROP TABLE IF EXISTS fruits, baskets, stones");
        write("CREATE TABLE fruits (name text, eaten boolean)");
        write("CREATE TABLE baskets (name text)");
        write("CREATE TABLE stones (name text)");
        write("INSERT INTO fruits VALUES ('apple', false), ('plum', true)");
    }

    @Test
    void readsOnceAsLongAsNothingChanges() {
        assertThat(get()).containsExactly("apple").isSameAs(get());
        write("INSERT INTO stones VALUES ('granite')");
        write("UPDATE fruits SET name = 'mirabelle' WHERE name = 'plum'");

        assertThat(get()).containsExactly("apple");
        assertThat(loads).hasValue(1);
    }

    @Test
    void readsAgainAfterEachKindOfChange() {
        get();
        write("INSERT INTO fruits VALUES ('pear', false)");
        assertThat(get()).containsExactly("apple", "pear");
        write("UPDATE fruits SET name = 'quince' WHERE name = 'pear'");
        assertThat(get()).containsExactly("apple", "quince");
        write("UPDATE fruits SET eaten = true WHERE name = 'apple'");
        assertThat(get()).containsExactly("quince");
        write("DELETE FROM fruits WHERE name = 'quince'");
        assertThat(get()).isEmpty();
        write("INSERT INTO baskets VALUES ('red')");
        get();

        assertThat(loads).hasValue(6);
    }

    @Test
    void seesWhatAnotherConnectionWritesOnceItIsCommittedHoweverLongThatTakes() throws SQLException {
        var config = DATABASE.config();
        try (var other = DriverManager.getConnection(
                        config.jdbcUrl(), config.user(), config.password().reveal());
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO fruits VALUES ('pear', false)");
            assertThat(get()).containsExactly("apple");
            write("INSERT INTO fruits VALUES ('quince', false)");
            assertThat(get()).containsExactly("apple", "quince");

            other.commit();

            assertThat(get()).containsExactly("apple", "pear", "quince");
        }
    }

    @Test
    void readsAgainWhenReadingFailed() {
        get();
        write("INSERT INTO fruits VALUES (NULL, false)");
        assertThatThrownBy(this::get).isInstanceOf(RuntimeException.class);
        write("INSERT INTO stones VALUES ('granite')");
        assertThatThrownBy(this::get).isInstanceOf(RuntimeException.class);
        write("DELETE FROM fruits WHERE name IS NULL");

        assertThat(get()).containsExactly("apple");
    }

    private List<String> get() {
        return DATABASE.get().read(names::get);
    }

    private List<String> load(Handle handle) {
        loads.incrementAndGet();
        return List.copyOf(handle.createQuery("SELECT name FROM fruits WHERE NOT eaten ORDER BY name")
                .mapTo(String.class)
                .list());
    }

    private static void write(String sql) {
        DATABASE.get().useTransaction(transaction -> transaction.handle().execute(sql));
    }
}
