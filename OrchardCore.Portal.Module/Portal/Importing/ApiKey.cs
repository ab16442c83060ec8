using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

/// <summary>Lets a program hand in files. Only a hash is stored: a key is shown once, when it is made.</summary>
internal sealed class ApiKey
{
    public required Guid Id { get; init; }

    /// <summary>What the retailer calls it: "billing system".</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key; a random 256-bit key needs no slow hash.</summary>
    public required byte[] Hash { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? LastUsedAt { get; set; }
    public DateTime? RevokedAt { get; set; }
}

/// <summary>Makes, finds and ends the keys of the retailer in scope.</summary>
internal sealed class ApiKeys(PortalDb db, TimeProvider clock)
{
    private static readonly TimeSpan UseIsNotedEvery = TimeSpan.FromMinutes(1);

    /// <returns>The key, which is not kept.</returns>
    public async Task<string> MakeAsync(string name, CancellationToken stop)
    {
        var key = "pk_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await AddAsync(name, key, stop);
        return key;
    }

    /// <summary>Adds a key that is known elsewhere already: for demo and tests. The same key again changes nothing.</summary>
    public async Task AddAsync(string name, string key, CancellationToken stop)
    {
        var hash = HashOf(key);
        if (await db.ApiKeys.AnyAsync(one => one.Hash == hash, stop)) return;
        db.ApiKeys.Add(new ApiKey { Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = name, Hash = hash, CreatedAt = clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(stop);
    }

    /// <returns>Null for a key that is not this retailer's, or was revoked.</returns>
    public async Task<ApiKey?> FindAsync(string key, CancellationToken stop)
    {
        var hash = HashOf(key);
        ApiKey? found = null;
        foreach (var one in await db.ApiKeys.AsTracking().Where(one => one.RevokedAt == null).ToListAsync(stop))
            if (CryptographicOperations.FixedTimeEquals(one.Hash, hash)) found = one;
        var now = clock.GetUtcNow().UtcDateTime;
        if (found is null || (found.LastUsedAt is { } last && now - last < UseIsNotedEvery)) return found;
        found.LastUsedAt = now;
        await db.SaveChangesAsync(stop);
        return found;
    }

    public Task RevokeAsync(Guid id, CancellationToken stop) => db.ApiKeys.Where(one => one.Id == id && one.RevokedAt == null)
        .ExecuteUpdateAsync(change => change.SetProperty(one => one.RevokedAt, clock.GetUtcNow().UtcDateTime), stop);

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys").Property(key => key.Id).ValueGeneratedNever();
        builder.HasIndex(key => key.Hash).IsUnique();
    }
}

internal static class ApiKeyRows { extension(PortalDb db) { public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>(); } }
