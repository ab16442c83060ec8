using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.SignIn.SecondStep;

/// <summary>
/// One of ten codes for the day that the phone is gone, each for one use. Its first four letters find the row; the rest is hashed as a password is, since it
/// is too short for less (OWASP ASVS 5, 6.5.2).
/// </summary>
internal sealed class RecoveryCode
{
    public const int Count = 10;
    private const int Length = 12, FinderLength = 4;
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";   // without those that are taken for another

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public required string Finder { get; init; }
    public required string Hash { get; init; }
    public DateTime? UsedAt { get; set; }

    /// <summary>"K7QM-4XWP-92TD"; no two that begin alike.</summary>
    public static IReadOnlyList<string> NewOnes()
    {
        Dictionary<string, string> made = new(StringComparer.Ordinal);
        while (made.Count < Count)
        {
            var code = RandomNumberGenerator.GetString(Letters, Length);
            made.TryAdd(FinderOf(code), string.Join('-', code.Chunk(4).Select(four => new string(four))));
        }
        return [.. made.Values];
    }

    /// <summary>As it was made, however it is typed.</summary>
    public static string Bare(string typed) => new([.. typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant).Take(Length + 1)]);

    public static bool IsOne(string bare) => bare.Length == Length;
    public static string FinderOf(string bare) => bare[..FinderLength];
    public static string RestOf(string bare) => bare[FinderLength..];
}

internal sealed class RecoveryCodeTable : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder) => builder.ToTable("recovery_codes").HasIndex(code => new { code.UserId, code.Finder }).IsUnique();
}

internal static class RecoveryCodeRows { extension(PortalDb db) { public DbSet<RecoveryCode> RecoveryCodes => db.Set<RecoveryCode>(); } }
