//! Everything that is tried on a real database, through the real application.

mod access;
mod api;
mod attack;
mod backup;
mod closing;
mod commands;
mod demonstration;
mod disk;
mod installation;
mod killed;
mod listener;
mod lived;
mod memory;
mod monday;
mod moving;
mod slow_bodies;
mod stopping;
mod store;
mod support;
mod upgrades;
mod web;
mod worker;
mod workflows;
mod year;
