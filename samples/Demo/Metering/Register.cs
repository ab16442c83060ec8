namespace OrchardCore.Portal.Demo.Metering;

/// <summary>One dial of a meter: what it counts, how it is used over the year, where it stood at move-in.</summary>
internal sealed record Register(string Name, string Unit, int Decimals, Season Season, decimal PerDay, decimal FirstRead);
