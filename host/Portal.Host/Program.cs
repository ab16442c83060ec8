using OrchardCore.Portal;
using OrchardCore.Portal.Frame;
using OrchardCore.Portal.Host;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
builder.Services.AddHostTenants(builder.Configuration);
builder.Services.AddWatching(builder.Configuration);
builder.Services.AddPortal(builder.Configuration.GetSection("Portal"), WhiteLabelTheme.Assembly);
if (builder.Environment.IsDevelopment()) builder.Services.AddHostedService<DemoStripe>().AddHostedService<Demo>();

var app = builder.Build();
app.UseWatching();
app.UseOperations();
app.UseHostTenants();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.MapPortal();
app.Run();

/// <summary>Named so that tests can start the host.</summary>
public partial class Program;
