using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.PostgreSql
{
    /// <inheritdoc />
    public partial class HourClocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "After",
                table: "own_templates",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "InHours",
                table: "message_types",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "After",
                table: "look_draft",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstPromisedAt",
                table: "contact_logs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "InHours",
                table: "contact_logs",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedInto",
                table: "contact_logs",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PausedAt",
                table: "contact_logs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PromisedAt",
                table: "contact_logs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SettledAt",
                table: "contact_logs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "opening_hours",
                columns: table => new
                {
                    Day = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Opens = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    Closes = table.Column<TimeOnly>(type: "time without time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opening_hours", x => x.Day);
                });

            migrationBuilder.CreateIndex(
                name: "IX_own_templates_Path_After",
                table: "own_templates",
                columns: new[] { "Path", "After" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_contact_logs_MergedInto",
                table: "contact_logs",
                column: "MergedInto");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "opening_hours");

            migrationBuilder.DropIndex(
                name: "IX_own_templates_Path_After",
                table: "own_templates");

            migrationBuilder.DropIndex(
                name: "IX_contact_logs_MergedInto",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "After",
                table: "own_templates");

            migrationBuilder.DropColumn(
                name: "InHours",
                table: "message_types");

            migrationBuilder.DropColumn(
                name: "After",
                table: "look_draft");

            migrationBuilder.DropColumn(
                name: "FirstPromisedAt",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "InHours",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "MergedInto",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "PausedAt",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "PromisedAt",
                table: "contact_logs");

            migrationBuilder.DropColumn(
                name: "SettledAt",
                table: "contact_logs");
        }
    }
}
