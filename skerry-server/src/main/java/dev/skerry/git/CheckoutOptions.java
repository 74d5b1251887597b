package dev.skerry.git;

/// What beside the commit's own files a checkout holds.
///
/// @param submodules also the files of submodules, and of theirs
/// @param keepGit leave a `.git` folder, shallow and without a remote, for builds that ask Git for their version
public record CheckoutOptions(boolean submodules, boolean keepGit) {
    public static final CheckoutOptions FILES_ONLY = new CheckoutOptions(false, false);
    public static final CheckoutOptions WITH_SUBMODULES = new CheckoutOptions(true, false);
}
