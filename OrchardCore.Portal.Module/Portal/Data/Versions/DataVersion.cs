using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OrchardCore.Portal.Data.Versions;

/// <summary>
/// How often something was written that customers' pages show: a number for each account, and one for what is no single account's. It grows in the transaction of the
/// write (<see cref="VersionInterceptor"/>), so whoever has read it before the rows knows that they are as new, on any machine.
/// </summary>
internal sealed class DataVersion
{
    /// <summary>What is not one account's: readings, message types, all that an import writes.</summary>
    public const string OfAll = "";

    /// <summary>An account's number, or <see cref="OfAll"/>.</summary>
    public required string Of { get; init; }
    public required long Number { get; init; }
}

/// <summary>
/// A row that no customer's page shows, and that is written too often to make every kept page old: who is signed in, mails on their way. Any other row, of whatever
/// slice, makes a new version.
/// </summary>
internal interface IUnseen;

internal sealed class DataVersionTable : IEntityTypeConfiguration<DataVersion>
{
    public void Configure(EntityTypeBuilder<DataVersion> builder) => builder.ToTable("data_versions").HasKey(version => version.Of);
}
