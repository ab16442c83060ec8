namespace OrchardCore.Portal.Tests;

/// <summary>What a test needs that not every machine has. It is skipped with the reason, unless PORTAL_REQUIRE_ALL=1 says that all must be there.</summary>
internal static class Needs
{
    public static string Chromium() => Have(
        new[] { System.Environment.GetEnvironmentVariable("PORTAL_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists),
        "Chromium was not found; install it or set PORTAL_CHROMIUM to its path.");

    /// <summary>A connection string of a PostgreSQL login that may create databases.</summary>
    public static string PostgreSql() => Have(System.Environment.GetEnvironmentVariable("PORTAL_TEST_POSTGRES"),
        "PORTAL_TEST_POSTGRES is not set: a connection string of a PostgreSQL login that may create databases.");

    /// <summary>A connection string of a Redis server.</summary>
    public static string Redis() => Have(System.Environment.GetEnvironmentVariable("PORTAL_TEST_REDIS"),
        "PORTAL_TEST_REDIS is not set: the address of a Redis server, such as 127.0.0.1:6379.");

    /// <summary>A folder of published sample files beside the repository. It may be absent even where all else is required.</summary>
    public static string Corpora(params ReadOnlySpan<string> parts)
    {
        var folder = Path.Combine([RepositoryFolder.Path, "..", "shared", "corpora", .. parts]);
        Skip.IfNot(Path.Exists(folder), $"The shared sample files are not here ({Path.Combine(parts)}).");
        return folder;
    }

    private static string Have(string? value, string reason)
    {
        if (!string.IsNullOrEmpty(value)) return value;
        if (System.Environment.GetEnvironmentVariable("PORTAL_REQUIRE_ALL") == "1") Assert.Fail(reason);
        Skip.If(true, reason);
        throw new InvalidOperationException(reason);
    }
}

internal static class RepositoryFolder
{
    /// <summary>The root of the checkout that the tests were built from.</summary>
    public static string Path { get; } = Above(AppContext.BaseDirectory);

    private static string Above(string folder) => File.Exists(System.IO.Path.Combine(folder, "Portal.slnx")) ? folder
        : Above(System.IO.Path.GetDirectoryName(folder.TrimEnd(System.IO.Path.DirectorySeparatorChar)) ?? throw new InvalidOperationException("Portal.slnx was not found above the tests."));
}
