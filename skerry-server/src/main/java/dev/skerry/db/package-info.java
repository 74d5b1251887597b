/// The PostgreSQL server Skerry runs itself, the pool, the migrations and transactions. Stores use Jdbi's
/// `Handle`.
@NullMarked
package dev.skerry.db;

import org.jspecify.annotations.NullMarked;
