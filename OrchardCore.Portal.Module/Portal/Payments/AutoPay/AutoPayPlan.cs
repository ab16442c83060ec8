using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.AutoPay;

/// <summary>An account's wish that statements pay themselves, as it was agreed to.</summary>
internal sealed class AutoPayPlan : IOwned
{
    public required string AccountNumber { get; init; }

    /// <summary>pm_… of a saved method.</summary>
    public required string MethodId { get; set; }

    /// <summary>0: on the due date.</summary>
    public required int DaysBefore { get; set; }

    /// <summary>A statement above it is not paid by itself. Nothing: there is no limit.</summary>
    public Money? Cap { get; set; }

    /// <summary>The next statement is left out, once.</summary>
    public bool SkipNext { get; set; }

    /// <summary>The words that were agreed to, when and by whom: a bank debit needs them.</summary>
    public required string Mandate { get; set; }
    public required DateTime AgreedAt { get; set; }
    public required Guid AgreedBy { get; set; }
    public required string Email { get; set; }
}

/// <summary>What AutoPay does about one statement. One row a statement: it is never paid twice.</summary>
internal sealed class AutoPayDebit : IOwned
{
    public int Id { get; private set; }
    public required string AccountNumber { get; init; }
    public required string StatementNumber { get; init; }
    public required DateOnly On { get; set; }
    public DebitState State { get; set; } = DebitState.Planned;
    public Money Amount { get; set; }

    /// <summary>The payment that is tried, or was last.</summary>
    public Guid? AttemptId { get; set; }

    /// <summary>pm_… that it was asked from. Asked again after a crash it is the same call, whatever was chosen since.</summary>
    public string MethodId { get; set; } = "";
    public int Tries { get; set; }
    public DateTime? NoticedAt { get; set; }
    public string Reason { get; set; } = "";
    public int Version { get; set; }
}

internal enum DebitState
{
    Planned,

    /// <summary>Claimed: asked for, or about to be; the bank has not answered yet.</summary>
    Asked,
    Paid,

    /// <summary>Refused, and tried again on <see cref="AutoPayDebit.On"/>.</summary>
    Again,
    Failed,
    Skipped,
    OverCap,

    /// <summary>Nothing was left to pay on the day.</summary>
    NotNeeded,
}

internal sealed class AutoPayPlanTable : IEntityTypeConfiguration<AutoPayPlan>
{
    public void Configure(EntityTypeBuilder<AutoPayPlan> builder) => builder.ToTable("autopay_plans").HasKey(plan => plan.AccountNumber);
}

internal sealed class AutoPayDebitTable : IEntityTypeConfiguration<AutoPayDebit>
{
    public void Configure(EntityTypeBuilder<AutoPayDebit> builder)
    {
        builder.ToTable("autopay_debits").HasIndex(debit => new { debit.AccountNumber, debit.StatementNumber }).IsUnique();
        builder.Property(debit => debit.Version).IsConcurrencyToken();
    }
}

internal static class AutoPayRows
{
    extension(PortalDb db)
    {
        public DbSet<AutoPayPlan> AutoPayPlans => db.Set<AutoPayPlan>();
        public DbSet<AutoPayDebit> AutoPayDebits => db.Set<AutoPayDebit>();
    }
}
