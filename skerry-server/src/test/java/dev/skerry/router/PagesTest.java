package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagesTest {
    @Test
    void makesAnyTextOneHarmlessLine() {
        assertThat(Pages.text("  <script>alert('x')</script>\r\n\0\u2028%[env(HOME)] | \"a\" & b\t"))
                .isEqualTo("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; %[env(HOME)] | &quot;a&quot; &amp; b");
    }

    @Test
    void cutsLongTextBetweenCharacters() {
        assertThat(Pages.text("\uD83D\uDE00".repeat(1000)).codePoints()).hasSize(300);
        assertThat(Pages.text("a\uD83Db")).isEqualTo("ab");
    }

    @Test
    void leavesNoPercentSignForHaproxyToRead() {
        assertThat(Pages.unavailable().replace("%[var(txn.rest)]", "").replace("%%", ""))
                .doesNotContain("%");
    }
}
