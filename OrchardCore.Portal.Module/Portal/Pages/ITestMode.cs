namespace OrchardCore.Portal.Pages;

/// <summary>Whether payments of this retailer move no money: every page says so then.</summary>
internal interface ITestMode
{
    ValueTask<bool> IsOnAsync(CancellationToken stop);
}
